package org.derivata.benchmarks;

import java.util.List;
import java.util.StringJoiner;

/** The formulas of {@link ScalarBenchmark}: as text, as one would type them in Java, and as one would write them for speed. */
@SuppressWarnings("IdentityBinaryExpression") // a random formula is as it is
enum ScalarTask {
    /** A product of a square and a sine. */
    E1("x^2*sin(x)", "x") {
        @Override
        double typed(double[] v) {
            double x = v[0];
            return x * x * Math.sin(x);
        }
    },

    /** The normal density. */
    E2("exp(-(x-m)^2/(2*s^2))/(s*sqrt(2*pi))", "x", "m", "s") {
        @Override
        double typed(double[] v) {
            double x = v[0];
            double m = v[1];
            double s = v[2];
            return Math.exp(-(x - m) * (x - m) / (2 * s * s)) / (s * Math.sqrt(2 * Math.PI));
        }

        @Override
        double written(double[] v) {
            double t = (v[0] - v[1]) / v[2];
            return 0.3989422804014327 * Math.exp(-0.5 * t * t) / v[2];
        }
    },

    /** The logistic log-likelihood of one observation with two features. */
    E3("y*log(1/(1+exp(-(w*p+v*q+b))))+(1-y)*log(1-1/(1+exp(-(w*p+v*q+b))))", "w", "v", "b", "p", "q", "y") {
        @Override
        double typed(double[] v) {
            double z = v[0] * v[3] + v[1] * v[4] + v[2];
            return v[5] * Math.log(1 / (1 + Math.exp(-z))) + (1 - v[5]) * Math.log(1 - 1 / (1 + Math.exp(-z)));
        }

        @Override
        double written(double[] v) {
            double z = v[0] * v[3] + v[1] * v[4] + v[2];
            return v[5] * z - Math.max(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
        }
    },

    /** A random formula of about 200 nodes. */
    E4(
            "((sqrt(abs((cos(((cos(z) + (z * x)) - log(1 + abs(log(1 + abs(y)))))) + ((((x * y) + "
                    + "sqrt(abs(x))) - sqrt(abs(sin(z)))) / (((x + x) + tanh(y)) + (sqrt(abs(y)) * (z + x))))))) "
                    + "- sin((sin((cos(cos(y)) * sqrt(abs(sin(y))))) + (log(1 + abs((cos(0.64) * sin(y)))) + "
                    + "(((x + y) * sin(z)) * (sqrt(abs(y)) / (z + y))))))) * (log(1 + abs((sqrt(abs((((z + x) - "
                    + "(x - z)) + ((y * y) + sin(x))))) + ((((z + z) * log(1 + abs(y))) * ((z - x) * "
                    + "sqrt(abs(z)))) - (((x * y) / exp(sin(z))) - sqrt(abs(sin(y)))))))) + sqrt(abs((((((x * z) "
                    + "* (1.38 * 0.34)) * ((y * 0.43) * sqrt(abs(x)))) - (cos((z * x)) + (cos(1.94) / cos(x)))) "
                    + "+ ((((2.53 + z) / (z + x)) * (tanh(y) - (z / z))) * ((log(1 + abs(y)) - (0.17 - y)) / "
                    + "(sqrt(abs(y)) * exp(sin(z))))))))))",
            "x",
            "y",
            "z") {
        @Override
        double typed(double[] v) {
            double x = v[0];
            double y = v[1];
            double z = v[2];
            return ((Math.sqrt(Math.abs((Math.cos(((Math.cos(z) + (z * x))
                                            - Math.log(1 + Math.abs(Math.log(1 + Math.abs(y))))))
                                    + ((((x * y) + Math.sqrt(Math.abs(x))) - Math.sqrt(Math.abs(Math.sin(z))))
                                            / (((x + x) + Math.tanh(y)) + (Math.sqrt(Math.abs(y)) * (z + x)))))))
                            - Math.sin((Math.sin((Math.cos(Math.cos(y)) * Math.sqrt(Math.abs(Math.sin(y)))))
                                    + (Math.log(1 + Math.abs((Math.cos(0.64) * Math.sin(y))))
                                            + (((x + y) * Math.sin(z)) * (Math.sqrt(Math.abs(y)) / (z + y)))))))
                    * (Math.log(1
                                    + Math.abs((Math.sqrt(Math.abs((((z + x) - (x - z)) + ((y * y) + Math.sin(x)))))
                                            + ((((z + z) * Math.log(1 + Math.abs(y)))
                                                            * ((z - x) * Math.sqrt(Math.abs(z))))
                                                    - (((x * y) / Math.exp(Math.sin(z)))
                                                            - Math.sqrt(Math.abs(Math.sin(y))))))))
                            + Math.sqrt(Math.abs((((((x * z) * (1.38 * 0.34)) * ((y * 0.43) * Math.sqrt(Math.abs(x))))
                                            - (Math.cos((z * x)) + (Math.cos(1.94) / Math.cos(x))))
                                    + ((((2.53 + z) / (z + x)) * (Math.tanh(y) - (z / z)))
                                            * ((Math.log(1 + Math.abs(y)) - (0.17 - y))
                                                    / (Math.sqrt(Math.abs(y)) * Math.exp(Math.sin(z))))))))));
        }
    },

    /** A polynomial of degree 20 in Horner's form. */
    E5h(horner(), "x") {
        @Override
        double typed(double[] v) {
            double x = v[0];
            return ((((((((((((((((((((0.12) * x - 0.26) * x + 0.44) * x + 0.59) * x - 0.77) * x + 0.18) * x + 0.37) * x
                                                                                                                                                                                                                                    - 0.95)
                                                                                                                                                                                                                            * x
                                                                                                                                                                                                                    + 0.66)
                                                                                                                                                                                                            * x
                                                                                                                                                                                                    + 0.29)
                                                                                                                                                                                            * x
                                                                                                                                                                                    - 0.48)
                                                                                                                                                                            * x
                                                                                                                                                                    + 1.13)
                                                                                                                                                            * x
                                                                                                                                                    + 0.72)
                                                                                                                                            * x
                                                                                                                                    - 0.33)
                                                                                                                            * x
                                                                                                                    + 0.91)
                                                                                                            * x
                                                                                                    + 0.55)
                                                                                            * x
                                                                                    - 1.21)
                                                                            * x
                                                                    + 0.84)
                                                            * x
                                                    + 0.31)
                                            * x
                                    - 0.7)
                            * x
                    + 1.5;
        }

        @Override
        double written(double[] v) {
            return estrin(v[0]);
        }
    },

    /** The same, expanded. */
    E5e(expanded(), "x") {
        @Override
        double typed(double[] v) {
            double x = v[0];
            return 1.5
                    - 0.7 * Math.pow(x, 1)
                    + 0.31 * Math.pow(x, 2)
                    + 0.84 * Math.pow(x, 3)
                    - 1.21 * Math.pow(x, 4)
                    + 0.55 * Math.pow(x, 5)
                    + 0.91 * Math.pow(x, 6)
                    - 0.33 * Math.pow(x, 7)
                    + 0.72 * Math.pow(x, 8)
                    + 1.13 * Math.pow(x, 9)
                    - 0.48 * Math.pow(x, 10)
                    + 0.29 * Math.pow(x, 11)
                    + 0.66 * Math.pow(x, 12)
                    - 0.95 * Math.pow(x, 13)
                    + 0.37 * Math.pow(x, 14)
                    + 0.18 * Math.pow(x, 15)
                    - 0.77 * Math.pow(x, 16)
                    + 0.59 * Math.pow(x, 17)
                    + 0.44 * Math.pow(x, 18)
                    - 0.26 * Math.pow(x, 19)
                    + 0.12 * Math.pow(x, 20);
        }

        @Override
        double written(double[] v) {
            return estrin(v[0]);
        }
    };

    private final String text;
    private final List<String> variables;

    ScalarTask(String text, String... variables) {
        this.text = text;
        this.variables = List.of(variables);
    }

    /** As the parsers read it. */
    String text() {
        return text;
    }

    List<String> variables() {
        return variables;
    }

    /** As one would type it in Java. */
    abstract double typed(double[] v);

    /** As one would write it for speed. */
    double written(double[] v) {
        return typed(v);
    }

    /** The value of E3 with its derivatives by the three weights, by hand in reverse mode. */
    static double logisticReverse(double[] v, double[] gradient) {
        double z = v[0] * v[3] + v[1] * v[4] + v[2];
        double e = Math.exp(-z);
        double s = 1 / (1 + e);
        double value = v[5] * Math.log(s) + (1 - v[5]) * Math.log(1 - s);
        double ds = v[5] / s - (1 - v[5]) / (1 - s);
        double dz = ds * s * s * e;
        gradient[0] = dz * v[3];
        gradient[1] = dz * v[4];
        gradient[2] = dz;
        return value;
    }

    private static double estrin(double x) {
        double x2 = x * x;
        double x4 = x2 * x2;
        double x8 = x4 * x4;
        double x16 = x8 * x8;
        double low = (1.5 + -0.7 * x) + (0.31 + 0.84 * x) * x2 + ((-1.21 + 0.55 * x) + (0.91 + -0.33 * x) * x2) * x4;
        double middle =
                (0.72 + 1.13 * x) + (-0.48 + 0.29 * x) * x2 + ((0.66 + -0.95 * x) + (0.37 + 0.18 * x) * x2) * x4;
        return low + middle * x8 + ((-0.77 + 0.59 * x) + (0.44 + -0.26 * x) * x2 + 0.12 * x4) * x16;
    }

    private static double[] coefficients() {
        return new double[] {
            1.5, -0.7, 0.31, 0.84, -1.21, 0.55, 0.91, -0.33, 0.72, 1.13, -0.48, 0.29, 0.66, -0.95, 0.37, 0.18, -0.77,
            0.59, 0.44, -0.26, 0.12
        };
    }

    private static String horner() {
        double[] c = coefficients();
        StringBuilder text = new StringBuilder(Double.toString(c[20]));
        for (int k = 19; k >= 0; k--) {
            text.insert(0, '(').append(")*x+(").append(c[k]).append(')');
        }
        return text.toString();
    }

    private static String expanded() {
        double[] c = coefficients();
        StringJoiner text = new StringJoiner("+");
        for (int k = 0; k <= 20; k++) {
            text.add(k == 0 ? Double.toString(c[0]) : "(" + c[k] + ")*x^" + k);
        }
        return text.toString();
    }
}
