package org.stackdeck.contract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.stackdeck.product.OnLab;

/**
 * Base of tests that use one cloud for each class: the lab for classes with {@link OnLab}, otherwise a simulated cloud.
 */
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

    /** Creates the cloud. Called when the first test of the class requires it. */
    CloudUnderTest openCloud() {
        return getClass().isAnnotationPresent(OnLab.class) ? new LabCloud() : new SimulatedCloud();
    }
}
