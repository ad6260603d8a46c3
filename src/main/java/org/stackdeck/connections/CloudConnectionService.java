package org.stackdeck.connections;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.ConnectionTestListener;
import org.stackdeck.cloud.connection.InvalidSettingsException;
import org.stackdeck.cloud.connection.PastedSettings;
import org.stackdeck.connections.CloudConnectionException.Reason;
import org.stackdeck.connections.CloudConnectionRepository.Row;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/**
 * Creates, tests, changes and deletes connections. All methods require an administrator; tests and changes also require
 * a recent authentication, because Stackdeck sends requests to the addresses that the settings contain.
 */
@Service
public class CloudConnectionService {

    static final int MAX_CONNECTIONS = 100;

    private final CloudConnectionRepository repository;
    private final CloudConnectionRefresher refresher;
    private final CloudConnector connector;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Set<UserId> testing = ConcurrentHashMap.newKeySet();

    CloudConnectionService(
            CloudConnectionRepository repository,
            CloudConnectionRefresher refresher,
            CloudConnector connector,
            UserDirectory userDirectory,
            AdminActionExecutor executor,
            Clock clock,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.refresher = refresher;
        this.connector = connector;
        this.userDirectory = userDirectory;
        this.executor = executor;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Settings that a user has entered.
     *
     * @param settings as entered; without a secret for Keystone, the stored secret is used
     * @param version of the stored connection that is changed; 0 for a new one
     * @param keepsNotifications whether to use the stored URL for notifications if the settings contain none; must be
     *     false if none is stored
     */
    public record EnteredSettings(CloudSettings settings, int version, boolean keepsNotifications) {}

    /** Returns the connections, oldest first. */
    public List<CloudConnection> list(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return repository.findAll().stream().map(Row::connection).toList();
    }

    /** Reads a pasted text; see {@link CloudConnector#parse}. */
    public List<PastedSettings> parse(Caller caller, String text) {
        userDirectory.requireAdministrator(caller);
        return connector.parse(text);
    }

    /**
     * Returns normally if the caller may test connections.
     *
     * @throws org.stackdeck.identity.StepUpRequiredException if the last authentication is too old
     */
    public void requireTestPermission(Caller caller, CloudSettings settings) {
        executor.requireExecutable(action(caller, "cloud.test", settings));
    }

    /**
     * Tests the settings step by step without storing them. Blocks for at most a minute.
     *
     * @throws CloudConnectionException SECRET_REQUIRED, CHANGED_MEANWHILE, or TEST_RUNNING
     * @throws InvalidSettingsException if a setting is missing or invalid
     */
    public void test(Caller caller, EnteredSettings entered, ConnectionTestListener listener) {
        if (!testing.add(caller.userId())) {
            throw new CloudConnectionException(Reason.TEST_RUNNING);
        }
        try {
            AdminAction action = action(caller, "cloud.test", entered.settings());
            CloudSettings complete = executor.execute(action, () -> {
                CloudSettings tested = complete(entered, stored(entered));
                executor.recordSuccess(action, detail(tested));
                return tested;
            });
            connector.test(complete, listener);
        } finally {
            testing.remove(caller.userId());
        }
    }

    /**
     * Creates a connection and connects it immediately.
     *
     * @throws CloudConnectionException NAME_TAKEN, SECRET_REQUIRED, MOVES_CLOUD or TOO_MANY
     * @throws InvalidSettingsException if a setting is missing or invalid
     */
    public void create(Caller caller, EnteredSettings entered) {
        AdminAction action = action(caller, "cloud.connect", entered.settings());
        change(action, () -> {
            CloudSettings complete = complete(entered, Optional.empty());
            List<CloudSettings> before = findSettings();
            if (connector.fixedNames().contains(complete.name())
                    || before.stream().anyMatch(each -> each.name().equals(complete.name()))) {
                throw new CloudConnectionException(Reason.NAME_TAKEN);
            }
            if (before.size() >= MAX_CONNECTIONS) {
                throw new CloudConnectionException(Reason.TOO_MANY);
            }
            requireOthersUnchanged(before, Stream.concat(before.stream(), Stream.of(complete)), complete.name());
            repository.insert(complete, clock.instant(), caller.userName().value());
            return detail(complete);
        });
    }

    /**
     * Changes a connection. Stackdeck cancels running requests to its cloud.
     *
     * @throws CloudConnectionException CHANGED_MEANWHILE, SECRET_REQUIRED, NAMES_CLOUD or MOVES_CLOUD
     * @throws InvalidSettingsException if a setting is missing or invalid
     */
    public void update(Caller caller, EnteredSettings entered) {
        AdminAction action = action(caller, "cloud.update", entered.settings());
        change(action, () -> {
            Row before = stored(entered).orElseThrow(() -> new CloudConnectionException(Reason.CHANGED_MEANWHILE));
            CloudSettings complete = complete(entered, Optional.of(before));
            if (movesCloud(before.complete(), complete)) {
                List<CloudSettings> all = findSettings();
                requireOthersUnchanged(
                        all,
                        all.stream().map(each -> each.name().equals(complete.name()) ? complete : each),
                        complete.name());
            }
            if (!repository.update(
                    complete,
                    entered.version(),
                    clock.instant(),
                    caller.userName().value())) {
                throw new CloudConnectionException(Reason.CHANGED_MEANWHILE);
            }
            return detail(complete).with("settings", changedKeys(before.complete(), complete));
        });
    }

    /**
     * Deletes a connection. Its cloud is removed unless another entry belongs to this cloud. Grants for a removed cloud
     * are kept without effect.
     *
     * @throws CloudConnectionException CHANGED_MEANWHILE, NAMES_CLOUD or MOVES_CLOUD
     */
    public void delete(Caller caller, CloudConnection connection) {
        AdminAction action = action(caller, "cloud.disconnect", connection.settings());
        change(action, () -> {
            List<CloudSettings> before = findSettings();
            requireOthersUnchanged(
                    before, before.stream().filter(each -> !each.name().equals(connection.name())), connection.name());
            if (!repository.delete(connection.name(), connection.version())) {
                throw new CloudConnectionException(Reason.CHANGED_MEANWHILE);
            }
            return detail(connection.settings());
        });
    }

    /** Executes the work under the lock, which prevents concurrent changes by other processes. */
    private void change(AdminAction action, Supplier<AuditDetail> work) {
        AuditDetail _ = executor.execute(action, () -> {
            repository.lock();
            AuditDetail detail = work.get();
            executor.recordSuccess(action, detail);
            events.publishEvent(new CloudConnectionsChanged());
            return detail;
        });
        // The change is already stored, so a failure to apply it is only logged.
        refresher.refreshOrRetryLater();
    }

    /** Returns the stored connection that is tested or changed; empty for a new one. */
    private Optional<Row> stored(EnteredSettings entered) {
        if (entered.version() == 0) {
            return Optional.empty();
        }
        Row row = repository
                .find(entered.settings().name())
                .filter(found -> found.connection().version() == entered.version())
                .orElseThrow(() -> new CloudConnectionException(Reason.CHANGED_MEANWHILE));
        return Optional.of(row);
    }

    /** Adds the stored secrets that the entered settings lack, and validates the result. */
    private CloudSettings complete(EnteredSettings entered, Optional<Row> stored) {
        CloudSettings settings = entered.settings();
        CloudSettings complete = withStoredSecret(settings, settings.credential(), stored);
        if (entered.keepsNotifications()) {
            complete = withStoredSecret(complete, CloudSetting.NOTIFICATIONS_URL, stored);
        }
        connector.validate(complete);
        return complete;
    }

    /**
     * Adds a stored secret only if it would be sent to the same host under the same TLS settings. Otherwise, an
     * administrator could redirect the secret, which no user can read, to another host.
     */
    private static CloudSettings withStoredSecret(CloudSettings settings, CloudSetting secret, Optional<Row> stored) {
        if (!settings.value(secret).isEmpty()) {
            return settings;
        }
        return stored.map(Row::complete)
                .filter(settings::hasSameDestination)
                .map(before -> before.value(secret))
                .filter(value -> !value.isEmpty())
                .map(value -> settings.with(secret, value))
                .orElseThrow(() -> new CloudConnectionException(Reason.SECRET_REQUIRED));
    }

    private static boolean movesCloud(CloudSettings before, CloudSettings after) {
        return !before.value(CloudSetting.AUTH_URL).equals(after.value(CloudSetting.AUTH_URL))
                || !before.value(CloudSetting.REGION_NAME).equals(after.value(CloudSetting.REGION_NAME));
    }

    private List<CloudSettings> findSettings() {
        return repository.findAll().stream().map(Row::complete).toList();
    }

    private void requireOthersUnchanged(List<CloudSettings> before, Stream<CloudSettings> after, String changed) {
        OtherCloudsUnchangedCheck.require(connector.plan(before), connector.plan(after.toList()), changed);
    }

    private static AdminAction action(Caller caller, String action, CloudSettings settings) {
        return new AdminAction(caller, action, "cloud", settings.name(), settings.name());
    }

    private static AuditDetail detail(CloudSettings settings) {
        return AuditDetail.of("address", settings.value(CloudSetting.AUTH_URL))
                .with("credential", settings.value(CloudSetting.APPLICATION_CREDENTIAL_ID));
    }

    private static List<String> changedKeys(CloudSettings before, CloudSettings after) {
        return Arrays.stream(CloudSetting.values())
                .filter(setting -> !before.value(setting).equals(after.value(setting)))
                .map(CloudSetting::key)
                .toList();
    }
}
