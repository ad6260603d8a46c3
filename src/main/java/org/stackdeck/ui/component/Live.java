package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.signals.Signal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;

/**
 * Carries news from the threads of other modules to a page. Each receiver that it makes handles its news in one part of
 * the page, under the page's lock; what comes in between is merged and handled at once. News for a part that was taken
 * away in the meantime, or for a page that was closed, is dropped: its subscription ends with it, but may still be
 * delivering. How often a page is disturbed is limited in one place for all its receivers, see {@link Delivery}.
 */
@org.springframework.stereotype.Component
public class Live {

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("tell a page").start(task);

    private final Duration stretch;

    /** @param gap a quarter of the stretch within which a page is told four times at most, in milliseconds */
    public Live(@Value("${stackdeck.ui.delivery-gap:250}") long gap) {
        this.stretch = Duration.ofMillis(gap).multipliedBy(Delivery.MOST);
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
        return new Slot<>(delivery(ui), part, merge, handler);
    }

    /**
     * For what jumps about before one's eyes, such as a number: done at most once in a stretch, at once after a quiet one
     * and else at its end. To be run under the page's lock.
     */
    public Runnable calm(UI ui, Component part, Runnable paint) {
        return new Calm(paint, stretch, again -> newest(ui, part, _ -> again.run()));
    }

    /** Runs the one while nobody can see the page, and the other once somebody can again; for as long as the part stands. */
    public void whileHidden(UI ui, Component part, Runnable hidden, Runnable shown) {
        Signal.effect(part, () -> (visible(ui.getPage().pageVisibilitySignal().get()) ? shown : hidden).run());
    }

    private Delivery delivery(UI ui) {
        Delivery known = ComponentUtil.getData(ui, Delivery.class);
        if (known != null) {
            return known;
        }
        Delivery made = new Delivery(ui, stretch, stretch.isZero() ? Runnable::run : THREADS);
        ComponentUtil.setData(ui, Delivery.class, made);
        whileHidden(ui, ui, () -> made.see(false), () -> made.see(true));
        return made;
    }

    private static boolean visible(@Nullable PageVisibility page) {
        return page != PageVisibility.HIDDEN;
    }

    private static <K, T> Map<K, T> later(Map<K, T> earlier, Map<K, T> later) {
        Map<K, T> both = new LinkedHashMap<>(earlier);
        later.forEach((key, news) -> {
            both.remove(key);
            both.put(key, news);
        });
        return both;
    }

    static void after(Duration time, Runnable task) {
        CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS, THREADS)
                .execute(task);
    }

    /** Holds what one part of the page was not told yet. */
    private static final class Slot<T> implements Consumer<T>, Runnable {

        private final Delivery delivery;
        private final Component part;
        private final BinaryOperator<T> merge;
        private final Consumer<T> handler;
        private @Nullable T waiting;

        Slot(Delivery delivery, Component part, BinaryOperator<T> merge, Consumer<T> handler) {
            this.delivery = delivery;
            this.part = part;
            this.merge = merge;
            this.handler = handler;
        }

        @Override
        public void accept(T news) {
            synchronized (this) {
                if (waiting != null) {
                    waiting = merge.apply(waiting, news);
                    return;
                }
                waiting = news;
            }
            delivery.ask(this);
        }

        @Override
        public void run() {
            T news = take();
            if (news != null && part.isAttached()) {
                handler.accept(news);
            }
        }

        private synchronized @Nullable T take() {
            T news = waiting;
            waiting = null;
            return news;
        }
    }
}
