package org.derivata.nn.compile;

/** How the numbers of a region are computed, part by part. */
interface RegionWork extends Memory.Parts {

    Value[] NOTHING = {};

    /** What it reads as whole float64 arrays. */
    default Value[] readWhole() {
        return NOTHING;
    }

    /** What it writes as whole float64 arrays. */
    default Value[] writtenWhole() {
        return NOTHING;
    }
}
