package org.stackdeck;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void modulesUseOnlyAllowedDependencies() {
        ApplicationModules.of(StackdeckApplication.class).verify();
    }
}
