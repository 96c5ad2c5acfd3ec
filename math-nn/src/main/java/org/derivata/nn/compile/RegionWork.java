package org.derivata.nn.compile;

/** How the numbers of a region are computed, part by part. */
interface RegionWork extends Memory.Parts {

    /** What it reads as whole float64 arrays. */
    Value[] readWhole();

    /** What it writes as whole float64 arrays. */
    Value[] writtenWhole();
}
