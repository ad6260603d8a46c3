package org.stackdeck.ui.resources.creation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.ResourceChoiceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.actions.CloudErrorMessages;
import org.stackdeck.ui.actions.ParameterOption;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.projects.QuotaLoader;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.resources.ResourceActionDialog;
import org.stackdeck.ui.resources.ResourceActionSubmitter;

/** Opens the dialogs that create resources. Loads their options without blocking the page, and submits the requests. */
@org.springframework.stereotype.Component
public class ResourceCreationDialogs {

    private static final Set<Operation.State> ACTIVE = Arrays.stream(Operation.State.values())
            .filter(state -> !state.isFinal())
            .collect(Collectors.toSet());
    private static final int MAX_ACTIVE_CREATIONS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ResourceCreationDialogs.class);

    private final ResourceChoiceService resourceChoiceService;
    private final OperationService operationService;
    private final ReauthenticationHandler handler;
    private final UiPush uiPush;
    private final QuotaLoader quotaLoader;
    private final CurrentUser currentUser;

    ResourceCreationDialogs(
            ResourceChoiceService resourceChoiceService,
            OperationService operationService,
            ReauthenticationHandler handler,
            UiPush uiPush,
            QuotaLoader quotaLoader,
            CurrentUser currentUser) {
        this.resourceChoiceService = resourceChoiceService;
        this.operationService = operationService;
        this.handler = handler;
        this.uiPush = uiPush;
        this.quotaLoader = quotaLoader;
        this.currentUser = currentUser;
    }

    /** Returns the loader of the quotas that forecasts in dialogs show. */
    public QuotaLoader quotaLoader() {
        return quotaLoader;
    }

    /** Returns whether the viewer may create some resources of the kind in at least one of the selected projects. */
    public boolean isAvailable(ResourceKind kind, Predicate<Project> projectFilter, ViewerPermissions viewer) {
        return resourceChoiceService.projects(viewer.id(), kind).stream().anyMatch(projectFilter);
    }

    /** Returns whether the viewer may create resources of the kind in the project of the source. */
    public boolean isAvailable(ResourceKind kind, CloudResource source, ViewerPermissions viewer) {
        return isAvailable(kind, project -> project.equals(source.project()), viewer);
    }

    /**
     * Opens the dialog for a new resource in the project of the source.
     *
     * @param source resource from which the new resource is created
     */
    public void open(ResourceKind kind, CloudResource source, ViewerPermissions viewer, Messages messages) {
        open(kind, source, project -> project.equals(source.project()), viewer, messages, _ -> {});
    }

    /**
     * Opens the dialog for a new resource. Does nothing if the user cannot create resources of the kind in any of the
     * selected projects.
     *
     * @param source resource from which the new resource is created; null if the user selects the source
     * @param projectFilter selects some of the projects in which the user may create resources of the kind
     * @param accepted receives the accepted operation that creates the resource
     */
    public void open(
            ResourceKind kind,
            @Nullable CloudResource source,
            Predicate<Project> projectFilter,
            ViewerPermissions viewer,
            Messages messages,
            Consumer<Operation> accepted) {
        List<Project> projects = resourceChoiceService.projects(viewer.id(), kind).stream()
                .filter(projectFilter)
                .toList();
        if (projects.isEmpty()) {
            return;
        }
        ResourceAction action = ResourceActionLookup.creationOf(kind).orElseThrow();
        String label = messages.text(OperationLabels.action(action));
        new ResourceActionDialog(
                        action,
                        source == null ? label : messages.text("resources.action.title", label, source.displayName()),
                        projects,
                        source,
                        messages,
                        choiceLoader(viewer, messages),
                        quotaLoader,
                        (place, request) -> submit(place, request, messages, accepted))
                .open();
    }

    /** Returns the current user's pending operations that create resources of the kind, oldest first. */
    List<Operation> activeCreations(ResourceKind kind) {
        return ResourceActionLookup.creationOf(kind).stream()
                .flatMap(creation -> operationService
                        .listRecent(
                                currentUser.caller(),
                                new OperationFilter(true, ACTIVE, Set.of(creation), null),
                                MAX_ACTIVE_CREATIONS)
                        .reversed()
                        .stream())
                .toList();
    }

    /** Returns a loader for the resources that the viewer may select. */
    public ChoiceLoader choiceLoader(ViewerPermissions viewer, Messages messages) {
        return choiceLoader(viewer, messages, _ -> true);
    }

    /** Returns a loader for the resources that the viewer may select and that the filter accepts. */
    public ChoiceLoader choiceLoader(ViewerPermissions viewer, Messages messages, Predicate<CloudResource> filter) {
        return (part, place, parameter, receiver) -> uiPush.load(
                viewer.id(),
                UI.getCurrentOrThrow(),
                part,
                () -> loadChoices(viewer, place, parameter, filter, messages),
                receiver);
    }

    private LoadedChoices loadChoices(
            ViewerPermissions viewer,
            NewResourceTarget place,
            ActionParameter parameter,
            Predicate<CloudResource> filter,
            Messages messages) {
        try {
            return new LoadedChoices(
                    switch (parameter) {
                        case PROJECT -> projectChoices(resourceChoiceService.otherProjects(viewer.id(), place));
                        case TARGET_PROJECT -> projectChoices(targetProjects(viewer, place));
                        default ->
                            resourceChoiceService.choices(viewer.id(), place, parameter).stream()
                                    .filter(filter)
                                    .map(ResourceCreationDialogs::choice)
                                    .toList();
                    },
                    null);
        } catch (CloudException e) {
            return new LoadedChoices(List.of(), CloudErrorMessages.message(e, messages));
        } catch (RuntimeException e) {
            LOG.warn("Could not load the options for a new resource", e);
            return new LoadedChoices(List.of(), "");
        }
    }

    /** Returns the other projects of the cloud in which the viewer may create some resources of the kind. */
    private List<Project> targetProjects(ViewerPermissions viewer, NewResourceTarget place) {
        return resourceChoiceService.projects(viewer.id(), place.kind()).stream()
                .filter(project ->
                        project.cloud().equals(place.cloud()) && !project.id().equals(place.project()))
                .toList();
    }

    private static List<ParameterOption> projectChoices(List<Project> projects) {
        return projects.stream()
                .map(project -> new ParameterOption(project.id().value(), project.name(), project.name()))
                .toList();
    }

    private static ParameterOption choice(CloudResource resource) {
        String size = resource.kind() == ResourceKind.IMAGE
                ? ""
                : resource.number("size").map(gib -> " · " + gib + " GB").orElse("");
        return new ParameterOption(resource.id(), resource.displayName(), resource.displayName() + size);
    }

    /** Submits the request and shows a refusal. Returns whether the request was accepted. */
    private boolean submit(
            NewResourceTarget place, ActionRequest request, Messages messages, Consumer<Operation> receiver) {
        AtomicBoolean accepted = new AtomicBoolean();
        String refused =
                messages.text("resources.create.refused", messages.text(OperationLabels.action(request.action())));
        handler.runAuthenticated(
                messages,
                caller -> ResourceActionSubmitter.showRefusal(request, refused, messages, () -> {
                    receiver.accept(operationService.submit(caller, place, request));
                    accepted.set(true);
                }));
        return accepted.get();
    }

    /** @param problem reason why loading failed; empty if unknown; null on success */
    public record LoadedChoices(
            List<ParameterOption> choices, @Nullable String problem) {}

    /** Loads the options of a parameter for a component and delivers them under the session lock. */
    @FunctionalInterface
    public interface ChoiceLoader {
        void load(Component part, NewResourceTarget place, ActionParameter parameter, Consumer<LoadedChoices> receiver);
    }
}
