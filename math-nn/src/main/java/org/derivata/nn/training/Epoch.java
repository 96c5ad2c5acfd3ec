package org.derivata.nn.training;

import java.time.Duration;

/**
 * What one pass over the training rows gave.
 *
 * @param number counted from 1
 * @param loss the mean over its rows, each measured before the step that used it
 * @param accuracy the share of training rows predicted right, likewise; NaN where the target is a number and not a class
 * @param heldOutLoss of the rows kept from training, after the epoch; NaN if there are none
 * @param heldOutAccuracy likewise
 * @param elapsed since training began
 */
public record Epoch(
        int number, double loss, double accuracy, double heldOutLoss, double heldOutAccuracy, Duration elapsed) {}
