package org.stackdeck.contract;

import java.time.Duration;
import org.stackdeck.simulator.SimulatorOptions;

class SimulatorSoftDeleteTests extends SoftDeleteContract {

    @Override
    CloudUnderTest openCloud() {
        return new SimulatedCloud(SimulatorOptions.defaults().withSoftDelete(Duration.ofHours(1)));
    }
}
