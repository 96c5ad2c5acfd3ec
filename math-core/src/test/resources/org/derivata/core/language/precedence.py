# Makes precedence.txt beside it: python3 precedence.py > precedence.txt
# Random texts in the signs that this language shares with Python, each with the tree that Python's own parser makes of it, all brackets written out.
import ast
import random

random.seed(20240501)
NAMES = ["a", "b", "c", "x", "y", "A"]
BINARY = ["+", "-", "*", "/", "@", "**", "<", "<=", ">", ">=", "==", "!=", "and", "or"]
SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "**", ast.Lt: "<", ast.LtE: "<=",
         ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.And: "and", ast.Or: "or", ast.USub: "-", ast.UAdd: "+", ast.Not: "not"}


def atom(depth):
    pick = random.random()
    if depth > 0 and pick < 0.08:
        return "(" + text(depth - 1) + ")"
    if depth > 0 and pick < 0.16:
        return "f(" + text(depth - 1) + ")"
    if pick < 0.22:
        return random.choice(NAMES) + ".T"
    if pick < 0.28:
        return random.choice(NAMES) + "[" + random.choice(["0", "i", ":", "1:n"]) + "]"
    return random.choice(NAMES) if pick < 0.8 else random.choice(["1", "2", "0.5"])


def text(depth):
    parts = []
    for i in range(random.randint(1, 6)):
        if i:
            parts.append(random.choice(BINARY))
        parts.extend(random.choice(["-", "+", "not"]) for _ in range(random.choice([0, 0, 0, 1, 1, 2])))
        parts.append(atom(depth))
    if random.random() < 0.1:
        parts += ["if", atom(0), random.choice(["<", "or"]), atom(0), "else", atom(0)]
    return " ".join(parts)


def sliced(node):
    if isinstance(node, ast.Slice):
        return ("" if node.lower is None else full(node.lower)) + ":" + ("" if node.upper is None else full(node.upper))
    return full(node)


def full(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Constant):
        return repr(node.value)
    if isinstance(node, ast.Attribute):
        return full(node.value) + ".T"
    if isinstance(node, ast.Subscript):
        return full(node.value) + "[" + sliced(node.slice) + "]"
    if isinstance(node, ast.Call):
        return "f(" + full(node.args[0]) + ")"
    if isinstance(node, ast.BinOp):
        return "(" + full(node.left) + " " + SIGNS[type(node.op)] + " " + full(node.right) + ")"
    if isinstance(node, ast.UnaryOp):
        return "(" + SIGNS[type(node.op)] + " " + full(node.operand) + ")"
    if isinstance(node, ast.BoolOp):
        return "(" + (" " + SIGNS[type(node.op)] + " ").join(map(full, node.values)) + ")"
    if isinstance(node, ast.Compare):
        return "(" + full(node.left) + "".join(" " + SIGNS[type(o)] + " " + full(c) for o, c in zip(node.ops, node.comparators)) + ")"
    if isinstance(node, ast.IfExp):
        return "(" + full(node.body) + " if " + full(node.test) + " else " + full(node.orelse) + ")"
    raise ValueError(node)


seen = set()
while len(seen) < 2000:
    one = text(2)
    try:
        tree = ast.parse(one, mode="eval").body
    except SyntaxError:
        continue
    if one not in seen and len(one) > 5:
        seen.add(one)
        print(one + "\t" + full(tree))
