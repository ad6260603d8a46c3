package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;

/**
 * Carries news from the threads of other modules to a page. Each receiver that it makes handles its news in one part of
 * the page, under the page's lock, so many times a second at most; what comes in between is merged and handled at once.
 * News for a part that was taken away in the meantime, or for a page that was closed, is dropped: its subscription ends
 * with it, but may still be delivering.
 */
@org.springframework.stereotype.Component
public class Live {

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("tell a page").start(task);

    private final Duration gap;

    /** @param gap the shortest time between two deliveries to one receiver, in milliseconds */
    public Live(@Value("${stackdeck.ui.delivery-gap:250}") long gap) {
        this.gap = Duration.ofMillis(gap);
    }

    /** For news of which only the newest matters. */
    public <T> Consumer<T> newest(UI ui, Component part, Consumer<T> handler) {
        return merged(ui, part, (_, later) -> later, handler);
    }

    /**
     * For news about many things, of each of which only the newest matters.
     *
     * @param key tells what a piece of news is about
     * @param handler gets them in the order in which they came
     */
    public <T, K> Consumer<T> newestOfEach(UI ui, Component part, Function<T, K> key, Consumer<List<T>> handler) {
        Consumer<Map<K, T>> all = merged(ui, part, Live::later, news -> handler.accept(List.copyOf(news.values())));
        return news -> all.accept(Map.of(key.apply(news), news));
    }

    /**
     * For news that build on each other.
     *
     * @param merge of an earlier and a later piece makes one that stands for both
     */
    public <T> Consumer<T> merged(UI ui, Component part, BinaryOperator<T> merge, Consumer<T> handler) {
        return new Slot<>(ui, part, merge, handler, gap);
    }

    private static <K, T> Map<K, T> later(Map<K, T> earlier, Map<K, T> later) {
        Map<K, T> both = new LinkedHashMap<>(earlier);
        later.forEach((key, news) -> {
            both.remove(key);
            both.put(key, news);
        });
        return both;
    }

    /** Holds what the page was not told yet. */
    private static final class Slot<T> implements Consumer<T> {

        private final UI ui;
        private final Component part;
        private final BinaryOperator<T> merge;
        private final Consumer<T> handler;
        private final Duration gap;
        private @Nullable T waiting;
        private long notBefore = System.nanoTime();

        Slot(UI ui, Component part, BinaryOperator<T> merge, Consumer<T> handler, Duration gap) {
            this.ui = ui;
            this.part = part;
            this.merge = merge;
            this.handler = handler;
            this.gap = gap;
        }

        @Override
        public void accept(T news) {
            long wait;
            synchronized (this) {
                if (waiting != null) {
                    waiting = merge.apply(waiting, news);
                    return;
                }
                waiting = news;
                wait = notBefore - System.nanoTime();
            }
            if (wait > 0) {
                CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, THREADS)
                        .execute(this::hand);
            } else {
                hand();
            }
        }

        private void hand() {
            try {
                Future<Void> _ = ui.access(this::handle);
            } catch (UIDetachedException closed) {
                // nothing to paint on
            }
        }

        private void handle() {
            T news = take();
            if (news != null && part.isAttached()) {
                handler.accept(news);
            }
        }

        private synchronized @Nullable T take() {
            T news = waiting;
            waiting = null;
            notBefore = System.nanoTime() + gap.toNanos();
            return news;
        }
    }
}
