package org.stackdeck.contract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.stackdeck.product.OnLab;

/** Base of tests on one cloud per class: the lab for classes with {@link OnLab}, otherwise a simulated one. */
abstract class CloudTestBase {

    private static @Nullable CloudUnderTest opened;

    @AfterAll
    static void closeCloud() {
        CloudUnderTest cloud = opened;
        opened = null;
        if (cloud != null) {
            cloud.close();
        }
    }

    CloudUnderTest cloud() {
        CloudUnderTest cloud = opened == null ? openCloud() : opened;
        opened = cloud;
        return cloud;
    }

    /** Opens the cloud when the first test of the class needs it. */
    CloudUnderTest openCloud() {
        return getClass().isAnnotationPresent(OnLab.class) ? new LabCloud() : new SimulatedCloud();
    }
}
