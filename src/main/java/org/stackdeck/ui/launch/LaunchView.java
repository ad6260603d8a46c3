package org.stackdeck.ui.launch;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.keypairs.KeyPairService;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.launchtemplates.LaunchTemplateService;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.FailedLaunch;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchDraft;
import org.stackdeck.ui.launch.form.LaunchForm;
import org.stackdeck.ui.launch.form.LaunchMessages;
import org.stackdeck.ui.launch.form.LaunchOptionLoader;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;
import org.stackdeck.ui.launch.form.LaunchQuotaDemand;
import org.stackdeck.ui.launch.templates.LaunchTemplatePicker;
import org.stackdeck.ui.launch.templates.ShareTargetLookup;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.layout.NotFoundState;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.projects.QuotaLoader;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.actions.UnavailabilityReasons;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** View that launches servers. Users who may not launch any server see the not-found page. */
@Route(value = LaunchRoutes.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
class LaunchView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient LaunchService launchService;
    private final transient LaunchOptionLoader loader;
    private final transient QuotaLoader quotas;
    private final transient KeyPairService keyPairService;
    private final transient Inventory inventory;
    private final transient CurrentUser currentUser;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Messages messages = Messages.current();
    private final transient LaunchMessages launchMessages = new LaunchMessages(messages);
    private final ComboBox<Project> projectField = new ComboBox<>();
    private final LaunchTemplatePicker templatePicker;
    private final Div start = new Div();
    private final PrefillNotice prefillNotice = new PrefillNotice(messages);
    private final LaunchForm form = new LaunchForm(messages, this::refresh, this::reload);
    private final transient SimilarServerPrefill similarServerPrefill;
    private final QuotaForecastPanel panel;
    private final LaunchFooter footer;
    private transient @Nullable ProjectQuotaUsage usage;
    private Set<String> existingNames = Set.of();
    private transient Consumer<LaunchSubmitResult> resultHandler = _ -> {};
    private boolean allowed;
    private boolean busy;

    LaunchView(
            LaunchService launchService,
            LaunchOptionLoader loader,
            QuotaLoader quotas,
            KeyPairService keyPairService,
            Inventory inventory,
            CurrentUser currentUser,
            ViewerPermissions viewerPermissions,
            UiPush uiPush,
            LaunchTemplateService templates,
            ShareTargetLookup shareTargetLookup,
            AttachedResourceService attachedResourceService,
            Clock clock) {
        this.launchService = launchService;
        this.loader = loader;
        this.quotas = quotas;
        this.keyPairService = keyPairService;
        this.inventory = inventory;
        this.currentUser = currentUser;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.templatePicker = new LaunchTemplatePicker(
                templates,
                shareTargetLookup,
                currentUser,
                messages,
                this::applyLaunchTemplate,
                this::onLaunchTemplateSaved);
        this.similarServerPrefill =
                new SimilarServerPrefill(form, prefillNotice, attachedResourceService, currentUser, uiPush);
        this.panel = new QuotaForecastPanel(messages, clock, () -> readQuotas(true));
        addClassName("launch-page");
        projectField.setLabel(messages.text("launch.field.project"));
        projectField.setItemLabelGenerator(project -> project.cloud() + " / " + project.name());
        projectField.setManualValidation(true);
        projectField.addValueChangeListener(_ -> onProjectChanged());
        footer = new LaunchFooter(
                messages,
                launchMessages,
                () -> {
                    launch();
                    updateLaunchButton();
                },
                this::openSaveLaunchTemplateDialog);
        Div aside = new Div(panel, footer);
        aside.addClassName("launch-aside");
        start.addClassName("launch-start");
        start.add(projectField, templatePicker);
        Div fields = new Div(prefillNotice, start, form);
        fields.addClassName("launch-fields");
        Div body = new Div(fields, aside);
        body.addClassName("launch-body");
        add(ListPageElements.header(messages.text("launch.title")), body);
    }

    @Override
    public String getPageTitle() {
        return allowed ? messages.text("app.page-title", messages.text("launch.title")) : NotFoundState.title(messages);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        List<Project> projects = launchService.projects(currentUser.caller());
        allowed = !projects.isEmpty();
        if (!allowed) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        LaunchPageParameters launchPageParameters =
                new LaunchPageParameters(event.getLocation().getQueryParameters());
        form.setKeyPairs(keyPairService.list(currentUser.caller()));
        Optional<FailedLaunch> failed = launchPageParameters
                .failedOperation()
                .flatMap(id -> launchService.findFailed(currentUser.caller(), id));
        // Empty unless the user may see the server.
        Optional<Server> like = failed.isPresent()
                ? Optional.empty()
                : launchPageParameters
                        .similarTo()
                        .map(inventory.current(viewerPermissions.id()).servers()::get);
        projectField.setItems(projects);
        projectField.setVisible(projects.size() > 1);
        projectField.setValue(projects.stream()
                .filter(project -> failed.map(before -> before.cloud().equals(project.cloud())
                                && before.project().equals(project.id()))
                        .or(() -> like.map(server -> server.project().equals(project)))
                        .orElseGet(() -> launchPageParameters.matches(project)))
                .findFirst()
                .orElse(projects.getFirst()));
        templatePicker.setProjects(projects);
        start.setVisible(projectField.isVisible() || templatePicker.isVisible());
        like.ifPresent(this::prefillFrom);
        failed.ifPresent(before -> {
            form.prefill(before.server());
            prefillNotice.showFailedLaunch(before.leftOut());
        });
        if (launchPageParameters.failedOperation().isPresent() && failed.isEmpty() && like.isEmpty()) {
            prefillNotice.showSourceMissing();
        }
        launchPageParameters.template().flatMap(templatePicker::select).ifPresent(this::applyLaunchTemplate);
        form.focusName();
        refresh();
    }

    private void prefillFrom(Server similar) {
        similarServerPrefill.start(similar);
        if (isAttached()) {
            loadSimilarServerDetails(UI.getCurrentOrThrow());
        }
    }

    private void loadSimilarServerDetails(UI ui) {
        similarServerPrefill.loadDetails(ui, this, details -> {
            similarServerPrefill.apply(details, projectField.getValue());
            refresh();
        });
    }

    private void applyLaunchTemplate(LaunchTemplate launchTemplate) {
        templatePicker.findProject(launchTemplate).ifPresent(projectField::setValue);
        form.prefill(launchTemplate.server());
        refresh();
    }

    private void openSaveLaunchTemplateDialog() {
        Project project = projectField.getValue();
        if (form.validate() && project != null) {
            templatePicker.openSaveDialog(project, form.draft().toNewServer(), viewerPermissions.rights());
        }
    }

    private void onLaunchTemplateSaved(LaunchTemplate changed) {
        templatePicker.setProjects(launchService.projects(currentUser.caller()));
        templatePicker.select(changed.id().toString());
        start.setVisible(true);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load(event.getUI());
        loadSimilarServerDetails(event.getUI());
        resultHandler = uiPush.latest(event.getUI(), this, this::onResult);
        uiPush.onChange(event, viewerPermissions::onChange, this::onRightsChanged);
    }

    private void onProjectChanged() {
        Project project = projectField.getValue();
        usage = project == null ? null : ProjectQuotaUsage.empty(project);
        form.reset();
        if (isAttached()) {
            load(UI.getCurrentOrThrow());
        }
        refresh();
    }

    private void load(UI ui) {
        Project project = projectField.getValue();
        if (project == null) {
            return;
        }
        existingNames = inventory.current(viewerPermissions.id()).servers().values().stream()
                .filter(server -> server.project().equals(project))
                .map(Server::name)
                .collect(Collectors.toSet());
        loader.load(project, EnumSet.allOf(OptionKind.class), ui, this, this::onOptions);
        readQuotas(false);
    }

    /** Reloads options that could not be loaded. */
    private void reload(Set<OptionKind> optionKinds) {
        Project project = projectField.getValue();
        if (project != null) {
            loader.load(project, optionKinds, UI.getCurrentOrThrow(), this, this::onOptions);
        }
    }

    private void readQuotas(boolean anew) {
        Project project = projectField.getValue();
        if (project != null) {
            quotas.load(List.of(project), anew, UI.getCurrentOrThrow(), this, this::onQuotas);
        }
    }

    private void onOptions(List<LoadedOptions> news) {
        news.stream()
                .filter(loadedOptions -> loadedOptions.project().equals(projectField.getValue()))
                .forEach(form::setOptions);
        refresh();
    }

    private void onQuotas(List<QuotaLoader.LoadedQuotas> news) {
        for (QuotaLoader.LoadedQuotas loadedQuotas : news) {
            if (usage != null && loadedQuotas.project().equals(usage.project())) {
                usage = usage.with(loadedQuotas.quotas());
            }
        }
        refresh();
    }

    /**
     * Updates the projects in which the user may launch servers. Input is kept even if it can no longer be submitted.
     */
    private void onRightsChanged() {
        List<Project> projects = launchService.projects(currentUser.caller());
        allowed = projects.contains(projectField.getValue());
        templatePicker.setProjects(projects);
        updateLaunchButton();
        refresh();
    }

    private void refresh() {
        LaunchDraft draft = form.draft();
        int servers = draft.serverCountOrOne();
        LaunchQuotaDemand added = LaunchQuotaDemand.of(draft, servers);
        if (form.update(draft, usage == null ? List.of() : usage.quotas(), existingNames, missingPermissions(draft))) {
            refresh();
            return;
        }
        panel.setVisible(usage != null);
        boolean fits = true;
        if (usage != null) {
            panel.update(usage, added);
            fits = added.fitsWithin(usage.quotas());
        }
        footer.update(draft, usage, fits, busy);
    }

    /** Returns the fields whose values no grant allows, with the reason. */
    private Map<Field, String> missingPermissions(LaunchDraft draft) {
        Project project = projectField.getValue();
        if (project == null || !allowed) {
            return Map.of();
        }
        return draft.serversForAuthorization().stream()
                .map(server ->
                        launchService.checkAvailability(currentUser.caller(), project.cloud(), project.id(), server))
                .filter(actionAvailability -> !actionAvailability.isAvailable())
                .findFirst()
                .map(launchMessages::missingPermissionTexts)
                .orElse(Map.of());
    }

    private void launch() {
        Project project = projectField.getValue();
        boolean placed = project != null;
        projectField.setInvalid(!placed);
        projectField.setErrorMessage(placed ? "" : messages.text("launch.wrong.project"));
        if (!form.validate() || project == null) {
            return;
        }
        LaunchDraft draft = form.draft();
        NewServer server = draft.toNewServer();
        int count = draft.serverCount();
        Caller caller = currentUser.caller();
        Consumer<LaunchSubmitResult> told = resultHandler;
        uiPush.submit(
                caller.userId(),
                () -> told.accept(LaunchSubmitResult.submit(launchService, caller, project, server, count, messages)));
        busy = true;
        refresh();
    }

    private void onResult(LaunchSubmitResult result) {
        busy = false;
        updateLaunchButton();
        refresh();
        switch (result) {
            case LaunchSubmitResult.Accepted(String name, List<Operation> operations) -> {
                Toasts.showSuccess(messages.text("launch.done", operations.size(), name));
                ServerRoutes.navigateToGrid(UI.getCurrentOrThrow(), null, null);
            }
            case LaunchSubmitResult.Unsuitable(var field, var reason) -> form.reject(field, reason);
            case LaunchSubmitResult.Refused(ActionAvailability refusal) ->
                Toasts.showError(
                        messages.text("launch.refused"),
                        UnavailabilityReasons.reason(ServerAction.CREATE, refusal)
                                .map(messages::text)
                                .orElse(""));
            case LaunchSubmitResult.Failed(String message) ->
                Toasts.showError(messages.text("launch.refused"), message);
        }
    }

    private void updateLaunchButton() {
        footer.setLaunchEnabled(allowed && !busy);
    }
}
