package org.stackdeck.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.Access;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHints;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;

/** Polls each configured cloud and manages the subscriptions of the viewers. */
@Component
class LiveInventory implements Inventory, SmartLifecycle, MeterBinder {

    private final Clouds clouds;
    private final ChangeHints hints;
    private final Access access;
    private final KeptServers kept;
    private final Clock clock;
    private final Clock steady = new SteadyClock();
    private final InventorySettings settings;
    private final Pace pace;
    private final Ledger ledger;
    private final Attention attention;
    private final Sights sights;
    private final Map<CloudName, CloudWatcher> watchers = new ConcurrentHashMap<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    /** Clouds that sent a notification since they were last connected. */
    private final Set<CloudName> heard = ConcurrentHashMap.newKeySet();

    private final List<ExecutorService> lists = new CopyOnWriteArrayList<>();
    private volatile ChangeHints.Subscription hinting = () -> {};
    private volatile boolean running;

    LiveInventory(
            Clouds clouds,
            ChangeHints hints,
            Access access,
            KeptServers kept,
            Clock clock,
            InventorySettings settings) {
        this.clouds = clouds;
        this.hints = hints;
        this.access = access;
        this.kept = kept;
        this.clock = clock;
        this.settings = settings;
        this.pace = new Pace(settings, () -> ThreadLocalRandom.current().nextDouble());
        this.ledger = new Ledger(() -> watches.forEach(Watch::wake));
        this.attention = new Attention(steady, () -> watchers.values().forEach(CloudWatcher::wake));
        this.sights = new Sights();
    }

    @Override
    public Watching watch(UserId viewer, Consumer<View> receiver) {
        Watch watch = new Watch(viewer, viewpoint(viewer), receiver, settings, attention, watches::remove);
        watches.add(watch);
        watch.start();
        return watch;
    }

    @Override
    public View look(UserId viewer) {
        attention.looked(settings.lookTime());
        return viewpoint(viewer).look();
    }

    @Override
    public Optional<Server> find(ServerKey key) {
        return Optional.ofNullable(ledger.snapshot().servers().get(key));
    }

    @Override
    public List<Server> find(ServerId id) {
        return clouds.names().stream()
                .flatMap(cloud -> find(new ServerKey(cloud, id)).stream())
                .toList();
    }

    @Override
    public void follow(ServerKey key, Duration time) {
        ledger.owner(key)
                .map(List::of)
                .orElseGet(() -> watcher(key).map(CloudWatcher::scopes).orElse(List.of()))
                .forEach(scope -> attention.followed(scope, time));
    }

    @Override
    public void hint(ServerKey key) {
        watcher(key).ifPresent(watcher -> watcher.hinted(new ChangeHint(key.cloud(), key.id(), null, clock.instant())));
    }

    @Override
    public void refresh(ServerKey key) {
        watcher(key).ifPresent(watcher -> watcher.ask(key));
    }

    @Override
    public Snapshot snapshot() {
        return ledger.snapshot();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        wake(event.user());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged event) {
        wake(event.user());
    }

    @Override
    public void start() {
        running = true;
        kept.forgetAllBut(Set.copyOf(clouds.names()));
        for (CloudName cloud : clouds.names()) {
            ExecutorService listing = Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("full-list-" + cloud).factory());
            lists.add(listing);
            CloudWatcher watcher = new CloudWatcher(clouds, kept, tools(cloud, listing));
            watchers.put(cloud, watcher);
            watcher.start();
        }
        hinting = hints.subscribe(new Hints());
    }

    @Override
    public void stop() {
        running = false;
        hinting.close();
        List.copyOf(watches).forEach(Watch::close);
        watchers.values().forEach(CloudWatcher::stop);
        watchers.clear();
        lists.forEach(ExecutorService::shutdownNow);
        lists.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        InventoryMeters meters = new InventoryMeters(ledger::known, this::calls, clock);
        clouds.names().forEach(cloud -> meters.bind(cloud, registry));
    }

    private long calls(CloudName cloud) {
        CloudWatcher watcher = watchers.get(cloud);
        return watcher == null ? 0 : watcher.calls();
    }

    private WatchTools tools(CloudName cloud, ExecutorService listing) {
        Budget budget = new Budget(settings.callsPerSecond(), steady, Signal::rest);
        return WatchTools.of(cloud, ledger, attention, pace, budget, clock, steady, () -> notified(cloud), listing);
    }

    /**
     * A connected broker that never delivered a notification is not relied on: Nova may not be configured to send any.
     */
    private boolean notified(CloudName cloud) {
        return heard.contains(cloud)
                && hints.channel(cloud)
                        .filter(ChangeHints.Channel.Connected.class::isInstance)
                        .isPresent();
    }

    private void wake(UserId user) {
        watches.stream().filter(watch -> watch.of(user)).forEach(Watch::wake);
    }

    private Optional<CloudWatcher> watcher(ServerKey key) {
        return Optional.ofNullable(watchers.get(key.cloud()));
    }

    private Viewpoint viewpoint(UserId viewer) {
        return new Viewpoint(viewer, access, sights, ledger::known);
    }

    /** Passes change hints to the poller of their cloud. */
    private final class Hints implements ChangeHints.Receiver {

        @Override
        public void hinted(ChangeHint hint) {
            heard.add(hint.cloud());
            of(hint.cloud()).ifPresent(watcher -> watcher.hinted(hint));
        }

        @Override
        public void connected(CloudName cloud) {
            of(cloud).ifPresent(CloudWatcher::notified);
        }

        @Override
        public void away(CloudName cloud) {
            heard.remove(cloud);
            of(cloud).ifPresent(CloudWatcher::wake);
        }

        private Optional<CloudWatcher> of(CloudName cloud) {
            return Optional.ofNullable(watchers.get(cloud));
        }
    }
}
