package org.stackdeck.platform;

import java.util.Random;

/** Seed of tests with random data. Each run has another seed, unless {@code -Dseed=} repeats a run. */
public final class TestSeed {

    private static final long SEED = Long.getLong("seed", new Random().nextLong());

    private TestSeed() {}

    /** Returns the seed and prints it with the name of the test class. */
    public static long printedFor(Class<?> test) {
        System.out.println(test.getSimpleName() + ": -Dseed=" + SEED);
        return SEED;
    }
}
