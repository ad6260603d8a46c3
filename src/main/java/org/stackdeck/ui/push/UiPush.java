package org.stackdeck.ui.push;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.signals.Signal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

/**
 * Delivers changes from background threads to pages. Each receiver updates one component under the session lock.
 * Changes that arrive before the update are merged. Changes for a detached component or a closed page are dropped,
 * because a subscription can still deliver after it has been closed. {@link UiPushQueue} limits the number of pushes of
 * all receivers of a page.
 */
@org.springframework.stereotype.Component
public class UiPush implements MeterBinder {

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("ui-push").start(task);

    /** Maximum number of concurrent loads of a user. The page of all projects starts one load for each project. */
    static final int MAX_LOADS = 1_000;

    /** Maximum number of waiting loads of a user, for clouds with more projects than {@value #MAX_LOADS}. */
    static final int MAX_WAITING_LOADS = 5_000;

    /** Maximum number of concurrent submissions of a user. A large bulk action takes half a minute. */
    static final int MAX_SUBMISSIONS = 4;

    private static final int MAX_WAITING_SUBMISSIONS = 100;

    private final UserTaskExecutor loads = new UserTaskExecutor("ui-load", MAX_LOADS, MAX_WAITING_LOADS);
    private final UserTaskExecutor submissions =
            new UserTaskExecutor("ui-submit", MAX_SUBMISSIONS, MAX_WAITING_SUBMISSIONS);
    private final Duration rateWindow;
    private final PushDelayTimer delays = new PushDelayTimer();

    public UiPush(UiPushProperties uiPushProperties) {
        this.rateWindow = uiPushProperties.deliveryGap().multipliedBy(UiPushQueue.MAX_PUSHES);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        delays.bindTo(registry);
    }

    /** Creates a receiver that handles only the latest value. */
    public <T> Consumer<T> latest(UI ui, Component part, Consumer<T> handler) {
        return merging(ui, part, (_, later) -> later, handler);
    }

    /**
     * Creates a receiver that handles the latest value for each key.
     *
     * @param key returns the key of a value
     * @param handler receives the values in the order of their arrival
     */
    public <T, K> Consumer<T> latestPerKey(UI ui, Component part, Function<T, K> key, Consumer<List<T>> handler) {
        Consumer<Map<K, T>> all =
                merging(ui, part, UiPush::mergeByKey, updates -> handler.accept(List.copyOf(updates.values())));
        return update -> {
            Map<K, T> one = new LinkedHashMap<>();
            one.put(key.apply(update), update);
            all.accept(one);
        };
    }

    /**
     * Creates a receiver that merges pending values.
     *
     * @param merge combines an earlier and a later value, in this order
     */
    public <T> Consumer<T> merging(UI ui, Component part, BinaryOperator<T> merge, Consumer<T> handler) {
        return new CoalescingSlot<>(queueFor(ui), part, merge, handler);
    }

    /**
     * Creates a receiver that runs tasks in the order of their arrival.
     *
     * @param done runs after all tasks that have arrived
     */
    public Consumer<Runnable> inOrder(UI ui, Component part, Runnable done) {
        Consumer<List<Runnable>> receiver = merging(ui, part, UiPush::concat, tasks -> {
            tasks.forEach(Runnable::run);
            done.run();
        });
        return task -> receiver.accept(new ArrayList<>(List.of(task)));
    }

    /**
     * Runs a task that loads data, in the background.
     *
     * @throws org.stackdeck.identity.TooManyChangesException if too many loads of the user are waiting
     */
    public void load(UserId user, Runnable task) {
        loads.execute(user, task);
    }

    /**
     * Loads data in the background. Shows the data unless the component has been detached.
     *
     * @throws org.stackdeck.identity.TooManyChangesException if too many loads of the user are waiting
     */
    public <T> void load(UserId user, UI ui, Component part, Supplier<T> load, Consumer<T> show) {
        Consumer<T> receiver =
                part.isAttached() ? latest(ui, part, show) : latest(ui, ui, whenAttached(ui, part, show));
        load(user, () -> receiver.accept(load.get()));
    }

    /** Dialogs are attached with the next response, and a fast load can end before that. */
    private static <T> Consumer<T> whenAttached(UI ui, Component part, Consumer<T> show) {
        return data -> {
            if (part.isAttached()) {
                show.accept(data);
            } else {
                ui.beforeClientResponse(part, _ -> show.accept(data));
            }
        };
    }

    /**
     * Runs a task that submits changes, in the background. The task also runs if the page is closed.
     *
     * @throws org.stackdeck.identity.TooManyChangesException if too many submissions of the user are waiting
     */
    public void submit(UserId user, Runnable task) {
        submissions.execute(user, task);
    }

    /**
     * Runs a task that submits changes, in the background, and then handles its result under the session lock. The task
     * also runs if the page is closed.
     *
     * @param done receives a supplier that returns the result of the task or throws its exception
     * @throws org.stackdeck.identity.TooManyChangesException if too many submissions of the user are waiting
     */
    public <T> void submit(UserId user, UI ui, Supplier<T> task, Consumer<Supplier<T>> done) {
        submit(user, () -> {
            Supplier<T> result;
            try {
                T value = task.get();
                result = () -> value;
            } catch (RuntimeException e) {
                result = () -> {
                    throw e;
                };
            }
            Supplier<T> finished = result;
            ui.accessLater(() -> done.accept(finished), () -> {}).run();
        });
    }

    /**
     * Binds a component to a source. Shows the current data, and updates it after each change until the component is
     * detached. Loads the data first on the calling thread, and later on the thread of the source.
     *
     * @param subscribe registers a task that the source runs without the session lock after each change
     */
    public <T> void bind(
            AttachEvent attached, Function<Runnable, Subscription> subscribe, Supplier<T> load, Consumer<T> show) {
        Consumer<T> refresh = latest(attached.getUI(), attached.getSource(), show);
        // Subscribe before the first load, so that no change is missed.
        closeOnDetach(attached.getSource(), subscribe.apply(() -> refresh.accept(load.get())));
        show.accept(load.get());
    }

    /**
     * Runs a task under the session lock after changes of a source, until the component is detached. Changes that
     * arrive before the task runs cause one run.
     *
     * @param subscribe registers a task that the source runs after each change
     */
    public void onChange(AttachEvent attached, Function<Runnable, Subscription> subscribe, Runnable task) {
        Consumer<Boolean> changed = latest(attached.getUI(), attached.getSource(), _ -> task.run());
        closeOnDetach(attached.getSource(), subscribe.apply(() -> changed.accept(true)));
    }

    /**
     * Closes the subscriptions of a component when the component is detached. A component must subscribe again when it
     * is attached again.
     *
     * @return closes the subscriptions earlier and removes the detach listener; must be closed under the session lock
     */
    public static Subscription closeOnDetach(Component part, Subscription... subscriptions) {
        AtomicBoolean closed = new AtomicBoolean();
        Registration listener = part.addDetachListener(detach -> {
            if (closed.compareAndSet(false, true)) {
                detach.unregisterListener();
                List.of(subscriptions).forEach(Subscription::close);
            }
        });
        return () -> {
            if (closed.compareAndSet(false, true)) {
                listener.remove();
                List.of(subscriptions).forEach(Subscription::close);
            }
        };
    }

    /**
     * Throttles frequent updates, such as updates of a counter, to at most one in each interval. The first update after
     * an idle interval runs immediately. Other updates are merged and run after the interval. The returned task must be
     * called under the session lock.
     */
    public Runnable throttled(UI ui, Component part, Runnable paint) {
        return new UpdateThrottle(paint, rateWindow, again -> latest(ui, part, _ -> again.run()));
    }

    /**
     * Runs a task once under the session lock after the delay, unless the component has been detached.
     *
     * @return cancels the task; must be closed under the session lock
     */
    public Subscription runAfter(UI ui, Component part, Duration delay, Runnable task) {
        // A timer cannot be removed, so it must not keep a closed page in memory.
        AtomicReference<@Nullable Consumer<Boolean>> receiver =
                new AtomicReference<>(latest(ui, part, _ -> task.run()));
        schedule(delay, () -> Optional.ofNullable(receiver.getAndSet(null)).ifPresent(pending -> pending.accept(true)));
        return closeOnDetach(part, () -> receiver.set(null));
    }

    /**
     * Runs one of the tasks, depending on whether the page is visible. Runs it immediately and after each change, until
     * the component is detached.
     */
    public void onVisibilityChange(UI ui, Component part, Runnable hidden, Runnable shown) {
        closeOnDetach(part, queueFor(ui).onVisibilityChange(visible -> (visible ? shown : hidden).run()));
    }

    /**
     * Updates a page for a while after each change of a source, even if the page is hidden or does not read. A page
     * that reports to be hidden would otherwise keep data that the viewer is no longer permitted to see.
     */
    public void wakeOnChange(AttachEvent attached, Function<Runnable, Subscription> subscribe) {
        UiPushQueue queue = queueFor(attached.getUI());
        closeOnDetach(attached.getSource(), subscribe.apply(queue::wake));
    }

    private UiPushQueue queueFor(UI ui) {
        UiPushQueue known = ComponentUtil.getData(ui, UiPushQueue.class);
        if (known != null) {
            return known;
        }
        UiPushQueue created = new UiPushQueue(
                ui, rateWindow, rateWindow.isZero() ? Runnable::run : THREADS, new PushDelayMeter(delays));
        ComponentUtil.setData(ui, UiPushQueue.class, created);
        Signal.effect(
                ui,
                () -> created.setVisible(
                        isVisible(ui.getPage().pageVisibilitySignal().get())));
        return created;
    }

    private static boolean isVisible(@Nullable PageVisibility page) {
        return page != PageVisibility.HIDDEN;
    }

    /**
     * Adds the later values to the earlier map. Copies would take quadratic time for a page that is hidden for hours.
     */
    private static <K, T> Map<K, T> mergeByKey(Map<K, T> earlier, Map<K, T> later) {
        later.forEach((key, update) -> {
            earlier.remove(key);
            earlier.put(key, update);
        });
        return earlier;
    }

    private static List<Runnable> concat(List<Runnable> earlier, List<Runnable> later) {
        earlier.addAll(later);
        return earlier;
    }

    static void schedule(Duration time, Runnable task) {
        CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS, THREADS)
                .execute(task);
    }
}
