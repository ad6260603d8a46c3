package org.stackdeck.ui.preview;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.FakeAccess;

/** Enforces permissions by grants. Not annotated as a configuration, so that no scan finds it. */
public class Granted {

    @Bean
    @Primary
    FakeAccess grantedAccess(Clock clock) {
        return new FakeAccess(clock);
    }
}
