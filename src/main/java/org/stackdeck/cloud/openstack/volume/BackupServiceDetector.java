package org.stackdeck.cloud.openstack.volume;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Detects whether Cinder's optional backup service exists (Block Storage API v3, "List All Cinder Services"). Without
 * the service, Cinder accepts requests for backups, but the backups fail and cannot be deleted. By default, Cinder
 * lists its services only for administrators, so all scopes of a cloud share the list that an administrator's
 * credential receives.
 */
public final class BackupServiceDetector {

    private static final Duration REFRESH_INTERVAL = Duration.ofMinutes(10);
    private static final String PATH = "/os-services?binary=cinder-backup";

    private final LoadingCache<String, Boolean> missing;

    /**
     * @param cinders supplies clients of different credentials for the same cloud, clients of administrators first;
     *     the first report that Cinder returns is sufficient
     */
    public BackupServiceDetector(Supplier<List<AuthenticatedServiceClient>> cinders) {
        this.missing = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .refreshAfterWrite(REFRESH_INTERVAL)
                .build(path -> cinders.get().stream()
                        .flatMap(cinder -> findReport(cinder, path).stream())
                        .findFirst()
                        .orElse(false));
    }

    /**
     * Returns whether Cinder has reported that the service does not exist. Does not block; requests the report if
     * necessary.
     */
    public boolean isKnownMissing() {
        Boolean known = missing.getIfPresent(PATH);
        if (known == null) {
            missing.refresh(PATH);
        }
        return Boolean.TRUE.equals(known);
    }

    /**
     * Verifies that Cinder does not report the service as missing. Can block until Cinder has responded.
     *
     * @throws ChangeObstacleException if Cinder has reported that the service does not exist
     */
    public void require() {
        if (Boolean.TRUE.equals(missing.get(PATH))) {
            // The service may have been installed since the last report.
            missing.invalidate(PATH);
            if (Boolean.TRUE.equals(missing.get(PATH))) {
                throw new ChangeObstacleException(ChangeObstacle.NO_BACKUP_SERVICE);
            }
        }
    }

    /**
     * Returns whether the service is missing; empty if Cinder does not report it to the credential. A service that is
     * down or disabled counts as existing: its backups remain, and it can start at any time.
     */
    private static Optional<Boolean> findReport(AuthenticatedServiceClient cinder, String path) {
        try {
            return Optional.of(ServiceJson.readListAt(cinder.get(path, Map.of()), "/services", Object.class)
                    .isEmpty());
        } catch (CloudException _) {
            return Optional.empty();
        }
    }
}
