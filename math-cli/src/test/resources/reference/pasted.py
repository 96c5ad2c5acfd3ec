"""Runs formulas from the NumPy code of textbooks and papers and writes their values: python3 pasted.py > pasted.jsonl (NumPy 2.4)"""
import json, math
import numpy as np
from numpy.linalg import inv, det
r = np.random.default_rng(7)
def a(*s): return np.round(r.normal(size=s), 3)
CASES = [
 ("Geron, Hands-On Machine Learning, ch. 4: normal equation",
  "np.linalg.inv(X_b.T.dot(X_b)).dot(X_b.T).dot(y)", dict(X_b=a(6,2), y=a(6,1)), None),
 ("Geron, Hands-On Machine Learning, ch. 4: batch gradient",
  "2/m * X_b.T.dot(X_b.dot(theta) - y)", dict(X_b=a(6,2), y=a(6,1), theta=a(2,1), m=6.0), None),
 ("Karpathy, min-char-rnn: hidden state, probabilities",
  "h1 = np.tanh(np.dot(Wxh, x) + np.dot(Whh, h) + bh)\nys = np.dot(Why, h1) + by\nps = np.exp(ys) / np.sum(np.exp(ys))\n-np.log(ps[2,0])",
  dict(Wxh=a(3,4), Whh=a(3,3), Why=a(4,3), bh=a(3,1), by=a(4,1), x=np.array([[0.],[1.],[0.],[0.]]), h=a(3,1)), "Wxh"),
 ("CS231n, Stanford: softmax classifier with regularisation",
  "num_examples = X.shape[0]\nscores = np.dot(X, W) + b\nexp_scores = np.exp(scores)\nprobs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)\n"
  "corect_logprobs = -np.log(probs[range(num_examples),y])\ndata_loss = np.sum(corect_logprobs)/num_examples\nreg_loss = 0.5*reg*np.sum(W*W)\nloss = data_loss + reg_loss\nloss",
  dict(X=a(5,2), W=a(2,3), b=a(1,3), y=np.array([0,2,1,1,0]), reg=1e-3), "W"),
 ("CS231n, Stanford: two-layer network, hidden layer", "np.maximum(0, np.dot(X, W) + b)", dict(X=a(5,2), W=a(2,3), b=a(1,3)), None),
 ("Kratzert, batch normalisation for CS231n: forward pass",
  "N, D = x.shape\nmu = 1./N * np.sum(x, axis = 0)\nxmu = x - mu\nsq = xmu ** 2\nvar = 1./N * np.sum(sq, axis = 0)\nsqrtvar = np.sqrt(var + eps)\nivar = 1./sqrtvar\nxhat = xmu * ivar\ngammax = gamma * xhat\nout = gammax + beta\nout",
  dict(x=a(5,3), gamma=a(3), beta=a(3), eps=1e-5), None),
 ("Mody, GPT in 60 lines of NumPy: gelu", "0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))", dict(x=a(4)), None),
 ("Mody, GPT in 60 lines of NumPy: softmax",
  "exp_x = np.exp(x - np.max(x, axis=-1, keepdims=True))\nexp_x / np.sum(exp_x, axis=-1, keepdims=True)", dict(x=a(2,4)), None),
 ("Mody, GPT in 60 lines of NumPy: layer norm",
  "mean = np.mean(x, axis=-1, keepdims=True)\nvariance = np.var(x, axis=-1, keepdims=True)\nx1 = (x - mean) / np.sqrt(variance + eps)\ng * x1 + b", dict(x=a(3,4), g=a(4), b=a(4), eps=1e-5), None),
 ("Mody, GPT in 60 lines of NumPy: causal attention",
  "softmax(q @ k.T / np.sqrt(q.shape[-1]) + (1 - np.tri(q.shape[0])) * -1e10, axis=-1) @ v", dict(q=a(4,3), k=a(4,3), v=a(4,3)), None),
 ("Nielsen, Neural Networks and Deep Learning: quadratic cost", "0.5*np.linalg.norm(a-y)**2", dict(a=a(4,1), y=a(4,1)), "a"),
 ("Nielsen, Neural Networks and Deep Learning: cross-entropy cost", "np.sum(np.nan_to_num(-y*np.log(a)-(1-y)*np.log(1-a)))", dict(a=np.array([[.2],[.7]]), y=np.array([[0.],[1.]])), "a"),
 ("Krasser, Gaussian processes: squared exponential kernel",
  "sqdist = np.sum(X1**2, 1).reshape(-1, 1) + np.sum(X2**2, 1) - 2 * np.dot(X1, X2.T)\nsigma_f**2 * np.exp(-0.5 / l**2 * sqdist)", dict(X1=a(3,2), X2=a(4,2), l=0.7, sigma_f=1.3), None),
 ("Krasser, Gaussian processes: negative log likelihood",
  "0.5 * np.log(det(K)) + 0.5 * Y_train.dot(inv(K).dot(Y_train)) + 0.5 * len(X_train) * np.log(2*np.pi)",
  dict(K=np.array([[2.,.5,.1],[.5,1.5,.2],[.1,.2,1.2]]), Y_train=a(3), X_train=a(3,1)), "K"),
 ("van der Maaten, t-SNE: Student kernel of an embedding",
  "sum_Y = np.sum(np.square(Y), 1)\nnum = -2. * np.dot(Y, Y.T)\nnum1 = 1. / (1. + np.add(np.add(num, sum_Y).T, sum_Y))\nnum1 / np.sum(num1)", dict(Y=a(4,2)), None),
 ("Kingma and Welling, Auto-Encoding Variational Bayes: divergence from the prior", "-0.5 * np.sum(1 + logvar - mu**2 - np.exp(logvar), axis=1)", dict(mu=a(3,2), logvar=a(3,2)), None),
 ("Raschka, Python Machine Learning: logistic cost", "(-y.dot(np.log(output)) - ((1 - y).dot(np.log(1 - output))))", dict(y=np.array([1.,0.,1.]), output=np.array([.8,.3,.6])), "output"),
 ("Grus and many: pairwise RBF kernel by broadcasting", "np.exp(-gamma * np.sum((X[:, None, :] - Z[None, :, :])**2, axis=-1))", dict(X=a(3,2), Z=a(4,2), gamma=0.5), None),
 ("Bishop, Pattern Recognition, eq. 2.43 as usually coded: Gaussian density",
  "D = len(mu)\nnp.exp(-0.5 * (x - mu).T @ np.linalg.inv(Sigma) @ (x - mu)) / np.sqrt((2 * np.pi)**D * np.linalg.det(Sigma))",
  dict(x=a(2), mu=a(2), Sigma=np.array([[1.2,.3],[.3,.8]])), "mu"),
 ("Stanford CS229 notes as usually coded: Newton step of logistic regression",
  "h = 1 / (1 + np.exp(-X @ theta))\nH = (X.T * (h * (1 - h))) @ X\ntheta - np.linalg.solve(H, X.T @ (h - y))", dict(X=a(6,2), y=np.array([1.,0.,1.,1.,0.,0.]), theta=a(2)), None),
]
def softmax(x, axis):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True)); return e / np.sum(e, axis=-1, keepdims=True)


def value(text, inputs):
    lines = text.split("\n")
    scope = dict(np=np, inv=inv, det=det, softmax=softmax, **inputs)
    exec("\n".join(lines[:-1]), scope)
    return np.asarray(eval(lines[-1], scope))


def gradient(text, inputs, name):
    """Central differences of fourth order."""
    at = np.asarray(inputs[name], dtype=float)
    result = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        def moved(step):
            changed = at.copy()
            changed[place] += step
            return value(text, dict(inputs, **{name: changed})).item()
        h = 1e-3
        result[place] = (8 * (moved(h) - moved(-h)) - moved(2 * h) + moved(-2 * h)) / (12 * h)
    return result


for number, (source, text, inputs, wrt) in enumerate(CASES, 1):
    case = dict(id=f"pasted-{number:02}", source=source, expr=text)
    case["inputs"] = {name: np.asarray(each).tolist() for name, each in inputs.items()}
    case["wrt"] = [wrt] if wrt else []
    case["value"] = value(text, inputs).tolist()
    if wrt:
        case["grad"] = {wrt: gradient(text, inputs, wrt).tolist()}
    case["tol"] = 1e-8 if wrt else 1e-12
    print(json.dumps(case))
