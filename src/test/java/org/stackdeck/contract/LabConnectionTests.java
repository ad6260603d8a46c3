package org.stackdeck.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.stackdeck.product.OnLab;

@OnLab
class LabConnectionTests extends ConnectionTestContract {

    private static CloudUnderTest cloud;

    @BeforeAll
    static void start() {
        cloud = new LabCloud();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Override
    CloudUnderTest cloud() {
        return cloud;
    }
}
