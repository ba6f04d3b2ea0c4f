"""Metrics of a classifier: from the four counts, from a ranking, and when one of them misleads."""

from __future__ import annotations

from random import Random

from mentor.coach.evaluation.register import Question, count, exercise, number, percent, share

AREA = "classical_ml"


def _matrix(random: Random) -> tuple[int, int, int, int]:
    """True positives, false positives, false negatives, true negatives of a rare class."""
    tp, fp, fn = random.randrange(30, 90), random.randrange(12, 70), random.randrange(10, 60)
    return tp, fp, fn, random.randrange(600, 3000)


def _table(tp: int, fp: int, fn: int, tn: int) -> tuple[tuple[str, ...], ...]:
    return (
        ("", "flagged", "not flagged"),
        ("fraud", str(tp), str(fn)),
        ("no fraud", str(fp), str(tn)),
    )


def _given(tp: int, fp: int, fn: int, tn: int) -> dict[str, int]:
    return {"tp": tp, "fp": fp, "fn": fn, "tn": tn}


@exercise("EV-E01", "Precision from four counts", "confusion matrix", AREA, "A04.3", 2)
def precision(random: Random) -> Question:
    """TP / (TP + FP)."""
    tp, fp, fn, tn = _matrix(random)
    return share(
        "What is the precision of the flags?",
        tp / (tp + fp),
        text="A fraud model ran on a test set. These are its counts.",
        table=_table(tp, fp, fn, tn),
        given=_given(tp, fp, fn, tn),
        steps=[
            "Precision asks: of what was flagged, how much is fraud?",
            f"Flagged in all: {tp} + {fp} = {tp + fp}.",
            f"Precision = {tp} / {tp + fp} = {tp / (tp + fp):.4f}.",
        ],
        traps=[
            (tp / (tp + fn), "recall: it divides by all fraud, not by all flags"),
            ((tp + tn) / (tp + fp + fn + tn), "accuracy"),
        ],
    )


@exercise("EV-E02", "Recall from four counts", "confusion matrix", AREA, "A04.3", 2)
def recall(random: Random) -> Question:
    """TP / (TP + FN)."""
    tp, fp, fn, tn = _matrix(random)
    return share(
        "What is the recall?",
        tp / (tp + fn),
        text="A fraud model ran on a test set. These are its counts.",
        table=_table(tp, fp, fn, tn),
        given=_given(tp, fp, fn, tn),
        steps=[
            "Recall asks: of all fraud, how much was flagged?",
            f"Fraud in all: {tp} + {fn} = {tp + fn}.",
            f"Recall = {tp} / {tp + fn} = {tp / (tp + fn):.4f}.",
        ],
        traps=[
            (tp / (tp + fp), "precision: it divides by all flags, not by all fraud"),
            ((tp + tn) / (tp + fp + fn + tn), "accuracy"),
        ],
    )


@exercise("EV-E03", "F1 from four counts", "confusion matrix", AREA, "A04.3", 3)
def f1(random: Random) -> Question:
    """2 TP / (2 TP + FP + FN)."""
    while True:
        tp, fp, fn, tn = _matrix(random)
        p, r = tp / (tp + fp), tp / (tp + fn)
        if abs(p - r) > 0.15:  # the two means differ visibly
            break
    answer = 2 * tp / (2 * tp + fp + fn)
    return share(
        "What is F1?",
        answer,
        places=3,
        text="A fraud model ran on a test set. These are its counts.",
        table=_table(tp, fp, fn, tn),
        given=_given(tp, fp, fn, tn),
        steps=[
            f"Precision = {tp} / {tp + fp} = {p:.4f}, recall = {tp} / {tp + fn} = {r:.4f}.",
            "F1 is their harmonic mean, 2PR / (P + R), which is 2 TP / (2 TP + FP + FN).",
            f"F1 = {2 * tp} / ({2 * tp} + {fp} + {fn}) = {2 * tp} / {2 * tp + fp + fn} = {answer:.4f}.",
        ],
        traps=[((p + r) / 2, "the plain mean of precision and recall; the harmonic one stays near the smaller")],
    )


@exercise("EV-E04", "An accuracy that misleads", "misleading metric", AREA, "A04.3 A07.2", 3)
def accuracy_gain(random: Random) -> Question:
    """Accuracy of the model minus that of always saying no."""
    while True:
        tp, fp, fn, tn = _matrix(random)
        if abs(tp - fp) >= 15:
            break
    total = tp + fp + fn + tn
    accuracy, trivial = (tp + tn) / total, (fp + tn) / total
    return share(
        "Somebody praises the accuracy. What is the model's accuracy minus the accuracy of flagging nothing at all? "
        "Keep the sign.",
        accuracy - trivial,
        places=3,
        text="A fraud model ran on a test set. These are its counts.",
        table=_table(tp, fp, fn, tn),
        given=_given(tp, fp, fn, tn),
        steps=[
            f"Accuracy of the model: ({tp} + {tn}) / {total} = {accuracy:.4f}.",
            f"Flagging nothing is right for everything that is no fraud: ({fp} + {tn}) / {total} = {trivial:.4f}.",
            f"Difference: ({tp} - {fp}) / {total} = {accuracy - trivial:+.4f}.",
            "With a rare class the trivial answer is already nearly always right: compare with it before any praise.",
        ],
        traps=[
            (trivial - accuracy, "the difference the other way round"),
            (accuracy, "the accuracy alone, without the trivial answer"),
            (accuracy - 0.5, "a comparison with 0.5, which is the trivial answer for two equal classes only"),
        ],
    )


@exercise("EV-E05", "The threshold that costs imply", "cost-based threshold", AREA, "A04.3 A17.4", 3)
def cost_threshold(random: Random) -> Question:
    """c_fp / (c_fp + c_fn)."""
    review, loss = random.randrange(3, 25), random.randrange(40, 260, 5)
    answer = review / (review + loss)
    return share(
        "From which probability of fraud on is flagging the cheaper choice?",
        answer,
        places=3,
        text=f"Scores are well calibrated. Flagging a payment that is no fraud costs {review} euros of review and "
        "anger. "
        f"Letting a fraud pass costs {loss} euros. A right decision costs nothing.",
        given={"cost_fp": review, "cost_fn": loss},
        steps=[
            f"With probability p of fraud, flagging costs (1 - p) x {review} on average, passing costs p x {loss}.",
            f"They are equal where p x {loss} = (1 - p) x {review}.",
            f"p = {review} / ({review} + {loss}) = {answer:.4f}: flag from there on, not from 0.5 on.",
        ],
        traps=[
            (review / loss, "the ratio of the costs; it is close only while it is small"),
            (loss / (review + loss), "the probability of no fraud at that point"),
            (0.5, "right only where both mistakes cost the same"),
        ],
    )


@exercise("EV-E06", "Which model costs less?", "expected cost", AREA, "A04.3 A17.4", 4)
def cost_saved(random: Random) -> Question:
    """Difference of two total costs."""
    fraud, honest = random.randrange(80, 160), random.randrange(2000, 5000, 10)
    review, loss = random.randrange(4, 15), random.randrange(60, 200, 5)
    while True:
        fn_a, fn_b = random.randrange(10, 30), random.randrange(32, 60)
        fp_a, fp_b = random.randrange(200, 420), random.randrange(40, 180)
        a, b = fp_a * review + fn_a * loss, fp_b * review + fn_b * loss
        if abs(a - b) > 50:
            break
    return count(
        "What does A cost minus what B costs, in euros? Keep the sign.",
        a - b,
        label="euros",
        text=f"Two models ran on the same {fraud + honest} payments, {fraud} of them fraud. A false alarm costs "
        f"{review} "
        f"euros, a missed fraud {loss}.",
        table=(("model", "missed fraud", "false alarms"), ("A", str(fn_a), str(fp_a)), ("B", str(fn_b), str(fp_b))),
        given={"review": review, "loss": loss, "a": (fn_a, fp_a), "b": (fn_b, fp_b)},
        steps=[
            f"A: {fn_a} x {loss} + {fp_a} x {review} = {fn_a * loss} + {fp_a * review} = {a} euros.",
            f"B: {fn_b} x {loss} + {fp_b} x {review} = {fn_b * loss} + {fp_b * review} = {b} euros.",
            f"A - B = {a - b} euros, so {'B' if a > b else 'A'} is the cheaper one at these costs.",
        ],
        traps=[(b - a, "B minus A")],
    )


@exercise("EV-E07", "The same ROC point at another base rate", "PR against ROC", AREA, "A04.3 A08.3", 4)
def precision_at_base_rate(random: Random) -> Question:
    """TPR * b / (TPR * b + FPR * (1 - b))."""
    tpr, fpr = random.randrange(70, 96) / 100, random.randrange(2, 11) / 100
    base = random.choice((0.5, 1, 2, 3, 4)) / 100
    answer = tpr * base / (tpr * base + fpr * (1 - base))
    balanced = tpr / (tpr + fpr)
    return share(
        "What is the precision in production?",
        answer,
        text=f"On a balanced test set, half of it fraud, a model has a true positive rate of {tpr:.2f} at a false "
        f"positive rate of {fpr:.2f}: a fine point of the ROC curve, with a precision of {balanced:.2f}. In production "
        f"{percent(base, 1)} of the payments are fraud; both rates stay the same.",
        given={"tpr": tpr, "fpr": fpr, "base": base},
        steps=[
            f"Of 100000 payments {100_000 * base:.0f} are fraud; {tpr:.2f} of them are flagged: "
            f"{100_000 * base * tpr:.0f}.",
            f"{100_000 * (1 - base):.0f} are no fraud; {fpr:.2f} of them are flagged too: "
            f"{100_000 * (1 - base) * fpr:.0f}.",
            f"Precision = {100_000 * base * tpr:.0f} / ({100_000 * base * tpr:.0f} + {100_000 * (1 - base) * fpr:.0f}) "
            f"= {answer:.4f}.",
            "The ROC curve does not know the base rate. Precision does: with a rare class, read precision and recall.",
        ],
        traps=[(balanced, "the precision on the balanced test set"), (tpr, "the true positive rate, which is recall")],
    )


@exercise("EV-E08", "Two alarms instead of one", "base rates", "math", "A08.3", 4)
def two_flags(random: Random) -> Question:
    """Bayes' rule, twice."""
    tpr, fpr = random.randrange(75, 95) / 100, random.randrange(4, 12) / 100
    base = random.choice((0.2, 0.3, 0.4, 0.5)) / 100
    one = tpr * base / (tpr * base + fpr * (1 - base))
    both = tpr**2 * base / (tpr**2 * base + fpr**2 * (1 - base))
    return share(
        "Both detectors flag an account. How likely is it taken over?",
        both,
        text=f"{percent(base, 1)} of the accounts are taken over. A detector flags {percent(tpr)} of these, and "
        f"{percent(fpr)} of the others. A second one has the same rates; given what the account is, the two err "
        "independently of each other.",
        given={"tpr": tpr, "fpr": fpr, "base": base},
        steps=[
            f"Taken over and flagged twice: {base:.3f} x {tpr:.2f} x {tpr:.2f} = {base * tpr**2:.7f}.",
            f"Not, and flagged twice: {1 - base:.3f} x {fpr:.2f} x {fpr:.2f} = {(1 - base) * fpr**2:.7f}.",
            f"Share of the first in both: {base * tpr**2:.7f} / {base * tpr**2 + (1 - base) * fpr**2:.7f} = "
            f"{both:.4f}.",
            f"After one alarm it was only {one:.4f}: most alarms are false while the base rate is low.",
        ],
        traps=[
            (one, "the probability after one alarm"),
            (tpr**2, "the probability of two alarms, given that it is taken over"),
        ],
    )


@exercise("EV-E09", "Lift of the top tenth", "lift", AREA, "A04.3", 3)
def lift(random: Random) -> Question:
    """Rate among the first tenth over the rate among all."""
    customers = random.randrange(2000, 9000, 100)
    churned = round(customers * random.randrange(4, 13) / 100)
    top = customers // 10
    caught = round(churned * random.randrange(25, 55) / 100)
    caught = min(caught, top - 5)
    answer = (caught / top) / (churned / customers)
    return number(
        "What is the lift of the top tenth?",
        answer,
        text=f"Of {customers} customers {churned} left. A model ranked all of them; among the {top} with the highest "
        "scores "
        f"{caught} left.",
        given={"customers": customers, "churned": churned, "top": top, "caught": caught},
        steps=[
            f"Rate among the top tenth: {caught} / {top} = {caught / top:.5f}.",
            f"Rate among all: {churned} / {customers} = {churned / customers:.4f}.",
            f"Lift = {caught / top:.5f} / {churned / customers:.4f} = {answer:.3f}: that many times better than "
            "drawing lots.",
        ],
        traps=[(caught / churned, "the share of all who left that the top tenth holds, which is recall")],
    )


@exercise("EV-E10", "ROC-AUC by counting pairs", "ranking quality", AREA, "A04.3", 5)
def auc(random: Random) -> Question:
    """Share of pairs in which the positive scores higher."""
    while True:
        pool = random.sample(range(5, 100), 9)
        positives, negatives = sorted(pool[:4], reverse=True), sorted(pool[4:], reverse=True)
        won = sum(p > n for p in positives for n in negatives)
        if 11 <= won <= 18:
            break
    answer = won / 20
    beaten = [sum(p > n for n in negatives) for p in positives]
    return share(
        "What is the ROC-AUC?",
        answer,
        text="A model gave these scores to four positives and five negatives.",
        table=(
            ("positives", *(f"0.{p:02}" for p in positives), ""),
            ("negatives", *(f"0.{n:02}" for n in negatives)),
        ),
        given={"positives": tuple(positives), "negatives": tuple(negatives)},
        steps=[
            "ROC-AUC is the share of pairs (positive, negative) in which the positive has the higher score.",
            f"There are 4 x 5 = 20 pairs. The positives beat {', '.join(map(str, beaten))} negatives: {won} together.",
            f"ROC-AUC = {won} / 20 = {answer:.2f}.",
        ],
        traps=[(1 - answer, "the share of pairs in the wrong order")],
    )


@exercise("EV-E11", "Agreement beyond chance", "Cohen's kappa", "evaluation", "A07.4 A15.4", 5)
def kappa(random: Random) -> Question:
    """(po - pe) / (1 - pe)."""
    while True:
        yy, nn = random.randrange(25, 70), random.randrange(40, 140)
        yn, ny = random.randrange(4, 20), random.randrange(4, 20)
        total = yy + yn + ny + nn
        observed = (yy + nn) / total
        chance = ((yy + yn) * (yy + ny) + (nn + ny) * (nn + yn)) / total**2
        answer = (observed - chance) / (1 - chance)
        if 0.3 < answer < 0.92:
            break
    return number(
        "What is Cohen's kappa?",
        answer,
        text=f"Two people labelled the same {total} answers as supported by the text or not.",
        table=(("", "B: supported", "B: not"), ("A: supported", str(yy), str(yn)), ("A: not", str(ny), str(nn))),
        given={"yy": yy, "yn": yn, "ny": ny, "nn": nn},
        steps=[
            f"Observed agreement: ({yy} + {nn}) / {total} = {observed:.5f}.",
            f"A says supported in {yy + yn}, B in {yy + ny}. By chance they would agree in "
            f"({yy + yn} x {yy + ny} + {ny + nn} x {yn + nn}) / {total}^2 = {chance:.5f}.",
            f"Kappa = ({observed:.5f} - {chance:.5f}) / (1 - {chance:.5f}) = {answer:.3f}.",
        ],
        traps=[(observed, "the plain agreement, part of which chance would give as well")],
    )
