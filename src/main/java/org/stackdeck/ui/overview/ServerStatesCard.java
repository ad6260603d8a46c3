package org.stackdeck.ui.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.state.ServerStateBadge;
import org.stackdeck.ui.servers.state.StateTone;

/**
 * Tiles with the number of servers in each state. Each tile links to the server grid, filtered by its state. The tile
 * of a rare state is hidden while no server is in this state. The other tiles are always visible, so that they do not
 * move.
 */
final class ServerStatesCard extends OverviewCard {

    private static final Set<ServerStateGroup> ALWAYS_SHOWN = EnumSet.of(
            ServerStateGroup.RUNNING,
            ServerStateGroup.OFF,
            ServerStateGroup.MOVING,
            ServerStateGroup.ATTENTION,
            ServerStateGroup.ERROR);

    private final Div tiles = StyledElements.div("tiles");
    private final Map<ServerStateGroup, Tile> byGroup = new EnumMap<>(ServerStateGroup.class);
    private final Tile total;

    ServerStatesCard(Messages messages) {
        super(messages, "states");
        total = new Tile(ServerRoutes.ALL_SERVERS_PATH, "server", "i", messages.text("overview.states.total"));
        tiles.add(total);
        ALWAYS_SHOWN.forEach(this::tile);
        add(tiles);
    }

    void update(ServerCounts counts) {
        total.update(counts.total());
        for (ServerStateGroup group : ServerStateGroup.values()) {
            int count = counts.count(group);
            if (count > 0 || byGroup.containsKey(group)) {
                Tile tile = tile(group);
                tile.update(count);
                tile.setVisible(count > 0 || ALWAYS_SHOWN.contains(group));
            }
        }
    }

    /**
     * Returns the tile of the state. Creates a missing tile, and inserts it after the total in the order of the states.
     */
    private Tile tile(ServerStateGroup group) {
        Tile known = byGroup.get(group);
        if (known != null) {
            return known;
        }
        String tone = StateTone.of(group).cssClass();
        Tile tile = new Tile(
                OverviewLinks.servers(group),
                ServerStateBadge.icon(group),
                "s s-" + tone,
                messages.text("servers.group." + group.code()));
        tile.addClassName(tone);
        byGroup.put(group, tile);
        tiles.addComponentAtIndex(1 + List.copyOf(byGroup.keySet()).indexOf(group), tile);
        return tile;
    }

    private final class Tile extends Anchor {

        private final Span count = StyledElements.span("count", "");

        Tile(String path, String icon, String iconClasses, String label) {
            setHref(path);
            setClassName("tile");
            add(new SpriteIcon(icon, iconClasses), count, StyledElements.span("label", label));
            update(0);
        }

        void update(int number) {
            String text = numbers.format(number);
            if (!count.getText().equals(text)) {
                count.setText(text);
            }
            setClassName("none", number == 0);
        }
    }
}
