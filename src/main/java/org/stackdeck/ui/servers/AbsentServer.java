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

/** What stands in place of a server that is not there: that it may come still, what the cloud keeps of it, or nothing. */
final class AbsentServer extends Div {

    private final transient List<MenuExtra> extras;
    private final transient Supplier<Rights> rights;
    private final transient BiConsumer<ServerRow, ServerAction> act;
    private final Words words;
    private transient @Nullable Absence shown;

    /**
     * How it stands with a server that is perhaps not there.
     *
     * @param loading whether it may come still
     * @param kept what the cloud keeps of it
     */
    record Absence(boolean there, boolean loading, @Nullable ServerRow kept) {}

    /**
     * @param extras of which some are for what the cloud keeps, too
     * @param rights of the reader, as they are when asked
     */
    AbsentServer(
            List<MenuExtra> extras, Supplier<Rights> rights, Words words, BiConsumer<ServerRow, ServerAction> act) {
        this.extras = extras.stream().filter(MenuExtra::reachesDeleted).toList();
        this.rights = rights;
        this.words = words;
        this.act = act;
        addClassName("empty-box");
    }

    /** Painted anew only when it is another, so that a button that is about to be pressed stays. */
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
