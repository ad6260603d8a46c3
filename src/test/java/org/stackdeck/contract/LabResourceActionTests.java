package org.stackdeck.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.stackdeck.product.OnLab;

@OnLab
class LabResourceActionTests extends ResourceActionContract {

    private static CloudUnderTest cloud;

    @BeforeAll
    static void connect() {
        cloud = new LabCloud();
    }

    @AfterAll
    static void disconnect() {
        cloud.close();
    }

    @Override
    CloudUnderTest cloud() {
        return cloud;
    }
}
