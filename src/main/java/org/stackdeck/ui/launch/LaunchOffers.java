package org.stackdeck.ui.launch;

import com.github.benmanes.caffeine.cache.AsyncCache;
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
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.UserRequest;
import org.stackdeck.cloud.Volume;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Launches;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Live;

/**
 * Loads the options of a project for the launch form in the background, each kind independently. Results are cached for
 * a short time and shared by all users; permission is checked for each user.
 */
@org.springframework.stereotype.Component
class LaunchOffers {

    private static final Logger LOG = LoggerFactory.getLogger(LaunchOffers.class);

    private static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("launch-options").start(task);

    private final AsyncCache<About, List<? extends Choice>> shared = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .expireAfterWrite(GOOD_FOR)
            .buildAsync();
    private final Launches launches;
    private final CurrentUser currentUser;
    private final Live live;

    LaunchOffers(Launches launches, CurrentUser currentUser, Live live) {
        this.launches = launches;
        this.currentUser = currentUser;
        this.live = live;
    }

    private record About(Project project, Kind kind) {}

    /** Kind of option. */
    enum Kind {
        FLAVOR,
        IMAGE,
        VOLUME,
        SNAPSHOT,
        NETWORK,
        SECURITY_GROUP,
        ZONE,
        SERVER_GROUP;

        /** Returns whether the options are data that other users of the project created. */
        boolean stored() {
            return this == VOLUME || this == SNAPSHOT;
        }
    }

    /**
     * Loaded options of a kind, in display order.
     *
     * @param open whether the user may select any of them
     * @param problem why loading failed, empty if unknown; null on success
     */
    record Offer(
            Project project,
            Kind kind,
            List<? extends Choice> choices,
            boolean open,
            @Nullable String problem) {

        Offer {
            choices = List.copyOf(choices);
        }
    }

    /** @param told receives the options on the page, as soon as the cloud responds */
    void load(Project project, Set<Kind> kinds, UI ui, Component part, Consumer<List<Offer>> told) {
        Caller caller = currentUser.caller();
        Consumer<Offer> news = live.newestOfEach(ui, part, offer -> List.of(offer.project(), offer.kind()), told);
        for (Kind kind : kinds) {
            THREADS.execute(() -> news.accept(ask(caller, project, kind)));
        }
    }

    private Offer ask(Caller caller, Project project, Kind kind) {
        try {
            ProjectResources resources = launches.resources(caller, project.cloud(), project.id());
            if (kind.stored() && !launches.mayBootVolumes(caller, project.cloud(), project.id())) {
                return new Offer(project, kind, List.of(), false, null);
            }
            return new Offer(project, kind, shared(resources, new About(project, kind)), true, null);
        } catch (CloudException e) {
            return new Offer(project, kind, List.of(), true, e.getMessage());
        } catch (ActionRefusedException e) {
            return new Offer(project, kind, List.of(), true, "");
        } catch (RuntimeException e) {
            LOG.warn("Could not load launch options", e);
            return new Offer(project, kind, List.of(), true, "");
        }
    }

    /** Concurrent callers wait for the same request. Failures are not cached. */
    private List<? extends Choice> shared(ProjectResources resources, About about) {
        try {
            return shared.get(
                            about,
                            (_, _) -> CompletableFuture.supplyAsync(
                                    () -> UserRequest.call(() -> Choice.inOrder(ask(resources, about.kind()))),
                                    THREADS))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static List<? extends Choice> ask(ProjectResources resources, Kind kind) {
        return switch (kind) {
            case FLAVOR -> resources.flavors();
            case IMAGE -> resources.images();
            case VOLUME ->
                resources.volumes().stream()
                        .filter(Volume::available)
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
