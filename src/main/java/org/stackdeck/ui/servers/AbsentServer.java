package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.ui.NotFoundState;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;

/** Shown in place of a server that is not found: it may still be loading, be soft-deleted, or not exist. */
final class AbsentServer extends Div {

    private final transient List<MenuExtra> extras;
    private final transient Supplier<Rights> rights;
    private final transient BiConsumer<ServerRow, ServerAction> act;
    private final Words words;
    private transient @Nullable Absence shown;

    /**
     * Result of looking up the server.
     *
     * @param loading whether the inventory is still loading
     * @param kept the server if it is soft-deleted in the cloud
     */
    record Absence(boolean there, boolean loading, @Nullable ServerRow kept) {}

    /**
     * @param extras menu items; those that apply to soft-deleted servers are offered here
     * @param rights the current rights of the viewer
     */
    AbsentServer(
            List<MenuExtra> extras, Supplier<Rights> rights, Words words, BiConsumer<ServerRow, ServerAction> act) {
        this.extras = extras.stream().filter(MenuExtra::reachesDeleted).toList();
        this.rights = rights;
        this.words = words;
        this.act = act;
        addClassName("empty-box");
    }

    /** Repaints only after a change, so that a button about to be clicked is not replaced. */
    void show(Absence now) {
        setVisible(!now.there());
        if (!now.equals(shown)) {
            shown = now;
            removeAll();
            if (!now.there()) {
                add(state(now));
            }
        }
    }

    private Component state(Absence now) {
        ServerRow kept = now.kept();
        if (kept != null) {
            Rights may = rights.get();
            return new KeptState(
                    kept,
                    extras.stream()
                            .filter(extra -> extra.offered(may, kept.server()))
                            .toList(),
                    words,
                    act);
        }
        return now.loading()
                ? new EmptyState("cloud", words.say("servers.empty.loading.title"), words.say("servers.page.loading"))
                : new NotFoundState(words);
    }
}
