package org.stackdeck.ui.component;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Carries news from the threads of other modules to a page. */
public final class Live {

    private Live() {}

    /**
     * A receiver that handles each piece of news in the page, under its lock. News for a page that was closed in the
     * meantime is dropped: its subscription ends with the page, but may still be delivering.
     */
    public static <T> Consumer<T> to(UI ui, Consumer<T> handler) {
        return news -> {
            try {
                Future<Void> _ = ui.access(() -> handler.accept(news));
            } catch (UIDetachedException closed) {
                // nothing to paint on
            }
        };
    }
}
