package org.stackdeck.ui.servers;

import java.util.Comparator;
import java.util.function.Consumer;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.search.StateFilterChips;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.state.ServerStateBadge;
import org.stackdeck.ui.servers.state.StateTone;

/**
 * Chips with the number of servers in each state. Chips without servers are hidden, except the chips for running and
 * off, and for states in the filter.
 */
final class ServerStateFilterChips extends StateFilterChips<ServerStateGroup> {

    ServerStateFilterChips(Messages messages, Consumer<ServerStateGroup> pressed) {
        super(
                messages,
                messages.text("servers.chips"),
                Comparator.naturalOrder(),
                group -> new Face(
                        messages.text("servers.group." + group.code()),
                        ServerStateBadge.icon(group),
                        "s s-" + StateTone.of(group).cssClass() + (group == ServerStateGroup.MOVING ? " spin" : "")),
                pressed);
    }

    void update(ServerGridModel model, ServerGridQuery query) {
        for (ServerStateGroup group : ServerStateGroup.values()) {
            int count = model.count(group);
            boolean chosen = query.states().contains(group);
            boolean shown = count > 0 || chosen || group == ServerStateGroup.RUNNING || group == ServerStateGroup.OFF;
            update(group, count, chosen, shown);
        }
    }
}
