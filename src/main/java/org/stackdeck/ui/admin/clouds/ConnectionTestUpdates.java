package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stackdeck.ui.push.UiPush;

/** Passes updates of a test to the page in their order. Discards them after the page or the dialog has been closed. */
final class ConnectionTestUpdates {

    private final Consumer<List<Runnable>> receiver;

    /** @param part an attached component */
    ConnectionTestUpdates(UiPush uiPush, Component part) {
        this.receiver = uiPush.merging(
                part.getUI().orElseThrow(),
                part,
                (earlier, later) ->
                        Stream.concat(earlier.stream(), later.stream()).toList(),
                updates -> updates.forEach(Runnable::run));
    }

    void add(Runnable update) {
        receiver.accept(List.of(update));
    }
}
