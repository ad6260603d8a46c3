package org.stackdeck.ui.push;

import com.vaadin.flow.component.Component;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Receiver of values for a component. Merges the values that arrive before {@link UiPushQueue} runs it. */
final class CoalescingSlot<T> implements Consumer<T>, Runnable {

    private final UiPushQueue uiPushQueue;
    private final Component part;
    private final BinaryOperator<T> merge;
    private final Consumer<T> handler;
    private @Nullable T pending;

    CoalescingSlot(UiPushQueue uiPushQueue, Component part, BinaryOperator<T> merge, Consumer<T> handler) {
        this.uiPushQueue = uiPushQueue;
        this.part = part;
        this.merge = merge;
        this.handler = handler;
    }

    @Override
    public void accept(T update) {
        synchronized (this) {
            if (pending != null) {
                pending = merge.apply(pending, update);
                return;
            }
            pending = update;
        }
        uiPushQueue.enqueue(this);
    }

    @Override
    public void run() {
        T update = takePending();
        if (update != null && part.isAttached()) {
            handler.accept(update);
        }
    }

    private synchronized @Nullable T takePending() {
        T update = pending;
        pending = null;
        return update;
    }
}
