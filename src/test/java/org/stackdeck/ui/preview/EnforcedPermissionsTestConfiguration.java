package org.stackdeck.ui.preview;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.FakeAccessDecisionService;

/**
 * Enforces the permissions of grants, also for servers and operations. Not annotated as a configuration, so that
 * component scans ignore it.
 */
public class EnforcedPermissionsTestConfiguration {

    @Bean
    @Primary
    FakeAccessDecisionService defaultAccessDecisionService(Clock clock) {
        return new FakeAccessDecisionService(clock);
    }
}
