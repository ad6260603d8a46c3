package org.stackdeck.ui.servers;

import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.component.Words;

/** The server that stands open beside the grid, if one does; over the grid, where there is no room for both. */
final class Beside {

    private static final String MASTER = "max(376px, 41.6%)";
    private static final String DETAIL = "500px";

    private final MasterDetailLayout layout;
    private final ServerGrid grid;
    private final ServerPage.Parts parts;
    private final Words words;
    private final Consumer<Step> stepped;
    private @Nullable ServerPanel panel;

    /** How what stands open came to be so: what a person opens, they can leave by the browser's way back. */
    enum Step {
        OPENED,
        MOVED
    }

    /** @param stepped is told when a person opens a server, or goes on from there */
    Beside(MasterDetailLayout layout, ServerGrid grid, ServerPage.Parts parts, Words words, Consumer<Step> stepped) {
        this.layout = layout;
        this.grid = grid;
        this.parts = parts;
        this.words = words;
        this.stepped = stepped;
        layout.addClassName("servers-split");
        layout.setMasterSize(MASTER);
        layout.setDetailSize(DETAIL);
        layout.setExpandDetail(true);
        layout.setAnimationEnabled(false);
        // Escape is of the keys (keys.js), which know when it belongs to a field.
        layout.addBackdropClickListener(_ -> close());
    }

    /** What the page's address says of it. */
    Map<String, String> parameters() {
        return panel == null ? Map.of() : panel.shown().parameters();
    }

    /** Shows what the address asks for. */
    void show(@Nullable OpenServer wanted) {
        if (wanted == null) {
            put(null);
        } else if (panel != null && !panel.missing() && panel.shown().server().equals(wanted.server())) {
            panel.show(wanted);
        } else {
            put(new ServerPanel(wanted, parts, words, _ -> stepped.accept(Step.MOVED), this::close));
            Objects.requireNonNull(panel).show(wanted);
        }
    }

    /** Somebody opens it; the tab stays from one server to the next. */
    void open(ServerKey server) {
        ServerTab tab = panel == null ? ServerTab.OVERVIEW : panel.shown().tab();
        Step step = panel == null ? Step.OPENED : Step.MOVED;
        show(new OpenServer(server, tab));
        stepped.accept(step);
    }

    private void close() {
        put(null);
        stepped.accept(Step.MOVED);
    }

    private void put(@Nullable ServerPanel newest) {
        if (panel != newest) {
            panel = newest;
            layout.setDetail(newest);
            grid.showOpen(newest == null ? null : newest.shown().server());
        }
    }
}
