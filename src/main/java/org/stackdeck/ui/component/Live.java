package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Carries news from the threads of other modules to a page. */
public final class Live {

    private Live() {}

    /**
     * A receiver that handles each piece of news in the part of the page, under the page's lock. News for a part that was
     * taken away in the meantime, or for a page that was closed, is dropped: its subscription ends with it, but may still
     * be delivering.
     */
    public static <T> Consumer<T> to(UI ui, Component part, Consumer<T> handler) {
        return news -> {
            try {
                Future<Void> _ = ui.access(() -> {
                    if (part.isAttached()) {
                        handler.accept(news);
                    }
                });
            } catch (UIDetachedException closed) {
                // nothing to paint on
            }
        };
    }
}
