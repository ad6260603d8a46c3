package org.stackdeck.ui.servers.live;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.ui.i18n.Messages;

/** Creates the badges of pages with live data. */
@Component
public class FreshnessBadgeFactory {

    private final ChangeHintSource changeHintSource;
    private final Clock clock;

    FreshnessBadgeFactory(ChangeHintSource changeHintSource, Clock clock) {
        this.changeHintSource = changeHintSource;
        this.clock = clock;
    }

    public FreshnessBadge create(Messages messages) {
        return new FreshnessBadge(messages, changeHintSource, clock);
    }
}
