package org.derivata.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the laws of the design: who may know whom, and what no file may contain. */
class ArchitectureTest {
    private static final Path ROOT = root();
    private static final List<String> MODULES =
            List.of("math-core", "math-symbolic", "math-testkit", "math-nn", "math-cli", "math-examples");

    private static JavaClasses derivata;

    @BeforeAll
    static void read_the_compiled_modules() {
        List<Path> compiled = MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("target/classes"))
                .toList();
        assertThat(compiled).allSatisfy(directory -> assertThat(directory).isDirectory());
        derivata = new ClassFileImporter().importPaths(compiled);
    }

    @Test
    void imports_run_one_way() {
        check(classes().should(keep(PackageOrder.ofDerivata())));
    }

    @Test
    void packages_have_no_cycles() {
        check(slices().matching("org.derivata.(**)").should().beFreeOfCycles());
    }

    @Test
    void ojalgo_stays_behind_the_kernels_and_the_compiler() {
        check(noClasses()
                .that(resideOutsideOfPackages(
                        "org.derivata.nn.kernel..", "org.derivata.nn.compile..", "org.derivata.nn.interop.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.ojalgo..")));
    }

    @Test
    void antlr_stays_behind_the_language() {
        check(noClasses()
                .that(resideOutsideOfPackages("org.derivata.core.language.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.antlr..")));
    }

    @Test
    void names_say_what_a_class_is() {
        check(noClasses().should().haveNameMatching(".*(Utils?|Manager|Base|Impl|Helper)"));
    }

    @Test
    void nothing_is_reflective() {
        check(noClasses().should().dependOnClassesThat(resideInAnyPackage("java.lang.reflect..")));
    }

    @Test
    void no_class_is_found_or_looked_into_by_name() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(type(Class.class)))
                        .and(target(nameMatching("forName|newInstance|get(Declared)?(Method|Field|Constructor)s?")))));
    }

    @Test
    void service_and_handle_lookups_stay_in_the_kernels_and_the_compiler() {
        check(noClasses()
                .that(resideOutsideOfPackages("org.derivata.nn.kernel..", "org.derivata.nn.compile.."))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ServiceLoader.class, MethodHandles.class));
    }

    @Test
    void nothing_is_serializable() {
        check(noClasses()
                .that(describe(
                        "are neither exceptions nor enums",
                        type -> !type.isAssignableTo(Throwable.class) && !type.isAssignableTo(Enum.class)))
                .should()
                .beAssignableTo(Serializable.class));
    }

    @Test
    void no_object_stream_is_opened() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(Object(In|Out)putStream|Externalizable).*"));
    }

    @Test
    void no_state_is_shared_through_static_fields() {
        check(fields().that()
                .areDeclaredInClassesThat(not_generated())
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .areStatic()
                .should()
                .beFinal());
    }

    @Test
    void no_source_file_is_longer_than_500_lines() {
        assertThat(sources(".java", ".g4", ".math"))
                .allSatisfy(file -> assertThat(lines(file))
                        .as("lines of %s", ROOT.relativize(file))
                        .isLessThanOrEqualTo(500));
    }

    @Test
    void every_package_says_what_it_is_for() {
        Set<Path> packages = sources(".java").stream()
                .filter(file -> ROOT.relativize(file).startsWith(moduleOf(file).resolve("src/main/java")))
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .collect(Collectors.toSet());
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(directory ->
                        assertThat(directory.resolve("package-info.java")).isRegularFile());
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(derivata);
    }

    private static ArchCondition<JavaClass> keep(PackageOrder order) {
        return new ArchCondition<>("import only packages below their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String row = order.rowOf(type.getPackageName());
                if (row.isEmpty()) {
                    if (!type.getSimpleName().equals("module-info")) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " is in a package without a row in PackageOrder"));
                    }
                    return;
                }
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String other = order.rowOf(dependency.getTargetClass().getPackageName());
                    if (!other.isEmpty() && !order.mayUse(row, other)) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                });
            }
        };
    }

    /** The lexer and parser that ANTLR writes keep public static arrays that are not final. */
    private static DescribedPredicate<JavaClass> not_generated() {
        return describe(
                "are not generated",
                type -> !type.getName()
                        .matches("org\\.derivata\\.core\\.language\\.grammar\\.Math(Lexer|Parser)(\\$.*)?"));
    }

    private static List<Path> sources(String... endings) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.sorted().toList()) {
                Path sources = module.resolve("src");
                if (module.getFileName().toString().startsWith("math-") && Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        files.filter(file -> Stream.of(endings)
                                        .anyMatch(file.getFileName().toString()::endsWith))
                                .forEach(found::add);
                    }
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return found;
    }

    private static Path moduleOf(Path file) {
        return ROOT.relativize(file).getName(0);
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("math-bom"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("run from inside a checkout: no directory above has math-bom");
            }
        }
        return directory;
    }
}
