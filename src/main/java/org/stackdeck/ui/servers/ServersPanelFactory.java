package org.stackdeck.ui.servers;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/** Creates the panels with the servers of the viewer or of another user. */
@Component
public class ServersPanelFactory {

    private final Clouds clouds;
    private final ChangeHintSource source;
    private final Clock clock;

    ServersPanelFactory(Clouds clouds, ChangeHintSource source, Clock clock) {
        this.clouds = clouds;
        this.source = source;
        this.clock = clock;
    }

    /**
     * @param effectivePermissions returns the current permissions of the user
     * @param queryListener called with each query that results from a change by the user
     */
    public ServersPanel create(
            String title,
            ServersPanel.Parts parts,
            Messages messages,
            Supplier<EffectivePermissions> effectivePermissions,
            Consumer<ServerGridQuery> queryListener) {
        return new ServersPanel(title, parts, messages, clock, clouds, source, effectivePermissions, queryListener);
    }
}
