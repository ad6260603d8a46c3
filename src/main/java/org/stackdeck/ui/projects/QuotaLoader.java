package org.stackdeck.ui.projects;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.identity.Caller;
import org.stackdeck.quotas.QuotaService;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.quotas.UnknownProjectException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.push.UiPush;

/** Loads quotas in the background and delivers the result of each service as soon as the service has responded. */
@org.springframework.stereotype.Component
public class QuotaLoader {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaLoader.class);

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("quotas").start(task);

    private final QuotaService quotaService;
    private final CurrentUser currentUser;
    private final UiPush uiPush;

    QuotaLoader(QuotaService quotaService, CurrentUser currentUser, UiPush uiPush) {
        this.quotaService = quotaService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    /** Result of one service for a project. */
    public record LoadedQuotas(Project project, ServiceQuotas quotas) {}

    /** Returns the projects whose quotas the current user may see. */
    public List<Project> projects() {
        return quotaService.projects(currentUser.caller());
    }

    /**
     * Loads the quotas of all services for these projects.
     *
     * @param bypassCache whether to request the quotas again, unless they were requested within the last two seconds
     * @param receiver receives the results while the component is attached
     */
    public void load(
            List<Project> projects, boolean bypassCache, UI ui, Component part, Consumer<List<LoadedQuotas>> receiver) {
        Caller caller = currentUser.caller();
        Consumer<LoadedQuotas> pushReceiver = receiver(ui, part, receiver);
        for (Project project : projects) {
            uiPush.load(caller.userId(), () -> loadAll(caller, project, bypassCache, pushReceiver));
        }
    }

    /**
     * Delivers the quotas that any user or periodic task loads while the component is attached.
     *
     * @param filter selects projects; called on other threads
     */
    public void subscribe(AttachEvent attached, Predicate<Project> filter, Consumer<List<LoadedQuotas>> receiver) {
        Consumer<LoadedQuotas> pushReceiver = receiver(attached.getUI(), attached.getSource(), receiver);
        UiPush.closeOnDetach(attached.getSource(), quotaService.subscribe(currentUser.caller(), (project, quotas) -> {
            if (filter.test(project)) {
                pushReceiver.accept(new LoadedQuotas(project, quotas));
            }
        }));
    }

    private Consumer<LoadedQuotas> receiver(UI ui, Component part, Consumer<List<LoadedQuotas>> receiver) {
        return uiPush.latestPerKey(
                ui,
                part,
                loadedQuotas ->
                        List.of(loadedQuotas.project(), loadedQuotas.quotas().service()),
                receiver);
    }

    private void loadAll(Caller caller, Project project, boolean bypassCache, Consumer<LoadedQuotas> receiver) {
        CompletableFuture.allOf(Arrays.stream(Quota.Service.values())
                        .map(service -> CompletableFuture.runAsync(
                                () -> load(caller, project, service, bypassCache)
                                        .map(quotas -> new LoadedQuotas(project, quotas))
                                        .ifPresent(receiver),
                                THREADS))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Loads the quotas. Returns empty if the caller can no longer see the project or an unexpected error occurs. */
    private Optional<ServiceQuotas> load(Caller caller, Project project, Quota.Service service, boolean bypassCache) {
        try {
            return Optional.of(
                    bypassCache
                            ? quotaService.refresh(caller, project.cloud(), project.id(), service)
                            : quotaService.load(caller, project.cloud(), project.id(), service));
        } catch (UnknownProjectException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("Could not load the quotas of the project {} of {}", project.id(), project.cloud(), e);
            return Optional.empty();
        }
    }
}
