package org.stackdeck.ui.launch.form;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.actions.CloudErrorMessages;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/**
 * Loads the options of a project for the launch form in the background, each kind independently. All users share the
 * results, which are cached for 30 seconds. Permissions are checked for each user.
 */
@org.springframework.stereotype.Component
public class LaunchOptionLoader {

    private static final Logger LOG = LoggerFactory.getLogger(LaunchOptionLoader.class);

    private static final Duration CACHE_TIME = Duration.ofSeconds(30);

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("launch-options").start(task);

    private final AsyncCache<CacheKey, List<? extends SelectableResource>> shared = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .expireAfterWrite(CACHE_TIME)
            .buildAsync();
    /** Projects whose images this class removed from the cache in the last five seconds. */
    private final Cache<Project, Boolean> expired = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    private final LaunchService launchService;
    private final CurrentUser currentUser;
    private final UiPush uiPush;

    LaunchOptionLoader(LaunchService launchService, CurrentUser currentUser, UiPush uiPush) {
        this.launchService = launchService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    private record CacheKey(Project project, OptionKind kind) {}

    public enum OptionKind {
        FLAVOR,
        IMAGE,
        VOLUME,
        SNAPSHOT,
        NETWORK,
        SECURITY_GROUP,
        ZONE,
        SERVER_GROUP;

        /**
         * Returns whether users need permission to boot from the volumes and volume snapshots of the project to select
         * these options.
         */
        boolean isProjectData() {
            return this == VOLUME || this == SNAPSHOT;
        }

        Field field() {
            return switch (this) {
                case FLAVOR -> Field.FLAVOR;
                case IMAGE, VOLUME, SNAPSHOT -> Field.SOURCE;
                case NETWORK -> Field.NETWORKS;
                case SECURITY_GROUP -> Field.SECURITY_GROUPS;
                case ZONE -> Field.ZONE;
                case SERVER_GROUP -> Field.SERVER_GROUP;
            };
        }
    }

    /**
     * Loaded options of a kind, in display order.
     *
     * @param allowed false if the options are volumes or volume snapshots, and the user is not permitted to boot from
     * them in this project
     * @param problem reason why loading failed; empty if the reason is unknown or the request was refused; null on
     * success or if {@code allowed} is false
     * @param failed whether the options could not be loaded; false if the user is not permitted to load them
     */
    public record LoadedOptions(
            Project project,
            OptionKind kind,
            List<? extends SelectableResource> choices,
            boolean allowed,
            @Nullable String problem,
            boolean failed) {

        public LoadedOptions {
            choices = List.copyOf(choices);
        }
    }

    /** @param receiver receives the options of each kind under the session lock as soon as they are loaded */
    public void load(
            Project project,
            Set<OptionKind> optionKinds,
            UI ui,
            Component part,
            Consumer<List<LoadedOptions>> receiver) {
        Caller caller = currentUser.caller();
        Messages messages = Messages.of(ui);
        Consumer<LoadedOptions> pushReceiver = uiPush.latestPerKey(
                ui, part, loadedOptions -> List.of(loadedOptions.project(), loadedOptions.kind()), receiver);
        for (OptionKind optionKind : optionKinds) {
            uiPush.load(caller.userId(), () -> pushReceiver.accept(loadOptions(caller, project, optionKind, messages)));
        }
    }

    private LoadedOptions loadOptions(Caller caller, Project project, OptionKind optionKind, Messages messages) {
        try {
            SelectableResourceReader resources = launchService.resources(caller, project.cloud(), project.id());
            if (!mayLoad(caller, project, optionKind)) {
                return new LoadedOptions(project, optionKind, List.of(), false, null, false);
            }
            List<? extends SelectableResource> loaded =
                    loadShared(caller, resources, new CacheKey(project, optionKind));
            // Repeat the checks, because the permissions may have changed during the request to the cloud.
            var _ = launchService.resources(caller, project.cloud(), project.id());
            if (!mayLoad(caller, project, optionKind)) {
                return new LoadedOptions(project, optionKind, List.of(), false, null, false);
            }
            return new LoadedOptions(
                    project,
                    optionKind,
                    optionKind == OptionKind.IMAGE ? filterImages(caller, project, loaded) : loaded,
                    true,
                    null,
                    false);
        } catch (CloudException e) {
            return new LoadedOptions(
                    project, optionKind, List.of(), true, CloudErrorMessages.message(e, messages), true);
        } catch (ActionRefusedException e) {
            return new LoadedOptions(project, optionKind, List.of(), true, "", false);
        } catch (RuntimeException e) {
            LOG.warn("Could not load launch options", e);
            return new LoadedOptions(project, optionKind, List.of(), true, "", true);
        }
    }

    private boolean mayLoad(Caller caller, Project project, OptionKind optionKind) {
        return !optionKind.isProjectData() || launchService.canBootFromVolumes(caller, project.cloud(), project.id());
    }

    /** Returns a copy with only the images that the user may still select. Sends no request to the cloud. */
    public LoadedOptions withPermittedImages(LoadedOptions images) {
        return new LoadedOptions(
                images.project(),
                OptionKind.IMAGE,
                filterImages(currentUser.caller(), images.project(), images.choices()),
                true,
                null,
                false);
    }

    private List<AvailableImage> filterImages(
            Caller caller, Project project, List<? extends SelectableResource> loaded) {
        return launchService.filterImages(
                caller,
                project.cloud(),
                project.id(),
                loaded.stream().map(AvailableImage.class::cast).toList());
    }

    /**
     * Removes the images of the project from the cache, because the cache may lack an image that was just uploaded.
     * Does nothing while the images are being loaded. Does nothing if they were removed less than five seconds ago, so
     * that one user cannot cause many requests.
     */
    public void expireImages(Project project) {
        CacheKey images = new CacheKey(project, OptionKind.IMAGE);
        CompletableFuture<?> cached = shared.getIfPresent(images);
        if (cached != null && cached.isDone() && expired.asMap().putIfAbsent(project, true) == null) {
            shared.synchronous().invalidate(images);
        }
    }

    /**
     * Removes the options of the kind from the cache after the user has created a resource. Unlike {@link
     * #expireImages}, also discards a request in progress, because its response may lack the new resource. The number
     * of calls is not limited here, because the creation of resources is limited.
     */
    public void expire(Project project, OptionKind optionKind) {
        shared.asMap().remove(new CacheKey(project, optionKind));
    }

    /**
     * Returns the options from the cache or the cloud. Concurrent callers share one request. Failures are not cached.
     */
    private List<? extends SelectableResource> loadShared(
            Caller caller, SelectableResourceReader resources, CacheKey cacheKey) {
        if (shared.getIfPresent(cacheKey) == null) {
            launchService.countRequest(caller);
        }
        try {
            return shared.get(
                            cacheKey,
                            (_, _) -> CompletableFuture.supplyAsync(
                                    () -> RequestOrigin.USER.call(
                                            () -> SelectableResource.sorted(fetch(resources, cacheKey.kind()))),
                                    THREADS))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static List<? extends SelectableResource> fetch(SelectableResourceReader resources, OptionKind optionKind) {
        return switch (optionKind) {
            case FLAVOR -> resources.flavors();
            case IMAGE -> resources.images();
            case VOLUME ->
                resources.volumes().stream()
                        .filter(Volume::isAvailable)
                        .filter(Volume::bootable)
                        .toList();
            case SNAPSHOT -> resources.volumeSnapshots();
            case NETWORK -> resources.networks();
            case SECURITY_GROUP -> resources.securityGroups();
            case ZONE -> resources.availabilityZones();
            case SERVER_GROUP -> resources.serverGroups();
        };
    }
}
