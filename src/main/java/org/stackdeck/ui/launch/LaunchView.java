package org.stackdeck.ui.launch;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.RelaunchParameters;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchDraft;
import org.stackdeck.ui.launch.form.LaunchForm;
import org.stackdeck.ui.launch.form.LaunchMessages;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;
import org.stackdeck.ui.launch.form.LaunchQuotaDemand;
import org.stackdeck.ui.launch.templates.LaunchTemplateSelector;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.layout.NotFoundState;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.push.UiPush;

/** Page that launches servers. Users who are not permitted to launch any server see the not-found page. */
@Route(value = LaunchRoutes.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
class LaunchView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient LaunchService launchService;
    private final transient LaunchProjectDataLoader loader;
    private final transient CurrentUser currentUser;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Messages messages = Messages.current();
    private final transient LaunchMessages launchMessages = new LaunchMessages(messages);
    private final LaunchProjectField projectField = new LaunchProjectField(messages, this::onProjectChanged);
    private final LaunchTemplateSelector templatePicker;
    private final Div start = StyledElements.div("launch-start");
    private final PrefillNotice prefillNotice = new PrefillNotice(messages);
    private final LaunchForm form = new LaunchForm(messages, this::refresh, this::reload);
    private final transient SimilarServerPrefiller similarServerPrefiller;
    private final transient LaunchCreationButtons creation;
    private final LaunchQuotaForecastPanel panel;
    private final LaunchFooter footer;
    private final transient LaunchSubmitter submitter;
    private transient @Nullable EffectivePermissions loadedPermissions;

    LaunchView(
            LaunchService launchService,
            LaunchProjectDataLoader loader,
            LaunchTemplateSelector templatePicker,
            SimilarServerPrefiller similarServerPrefiller,
            LaunchCreationButtons creation,
            CurrentUser currentUser,
            ViewerPermissions viewerPermissions,
            UiPush uiPush,
            Clock clock) {
        this.launchService = launchService;
        this.loader = loader;
        this.templatePicker = templatePicker;
        this.similarServerPrefiller = similarServerPrefiller;
        this.creation = creation;
        this.currentUser = currentUser;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        creation.addTo(form, messages, projectField::getValue, this::reloadCreated);
        templatePicker.onSelect(this::applyLaunchTemplate);
        templatePicker.onSave(this::onLaunchTemplateSaved);
        this.submitter =
                new LaunchSubmitter(launchService, currentUser, uiPush, messages, form, this::onSubmissionChanged);
        this.panel = new LaunchQuotaForecastPanel(messages, clock, this::reloadQuotas);
        addClassName("launch-page");
        footer = new LaunchFooter(messages, launchMessages, this::launch, this::openSaveLaunchTemplateDialog);
        Div aside = StyledElements.div("launch-aside", panel, footer);
        start.add(projectField, templatePicker);
        Div fields = StyledElements.div("launch-fields", prefillNotice, start, form);
        Div body = StyledElements.div("launch-body", fields, aside);
        add(ListPageElements.header(messages.text("launch.title")), body);
    }

    @Override
    public String getPageTitle() {
        return projectField.hasPermitted()
                ? messages.text("app.page-title", messages.text("launch.title"))
                : NotFoundState.title(messages);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        List<Project> projects = launchService.projects(currentUser.caller());
        projectField.setPermitted(projects);
        if (projects.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        LaunchPageParameters launchPageParameters =
                new LaunchPageParameters(event.getLocation().getQueryParameters());
        form.setKeyPairs(loader.keyPairs());
        Optional<RelaunchParameters> failed = launchPageParameters
                .failedOperation()
                .flatMap(id -> launchService.findFailed(currentUser.caller(), id));
        // A failed launch takes precedence over the server, which the URL of a failed launch also contains.
        Optional<Server> like = failed.isPresent()
                ? Optional.empty()
                : launchPageParameters.similarTo().flatMap(loader::findServer);
        projectField.setValue(launchPageParameters.initialProject(projects, failed, like));
        templatePicker.setProjects(projects);
        start.setVisible(projectField.isVisible() || templatePicker.isVisible());
        like.ifPresent(this::prefillFrom);
        failed.ifPresent(before -> {
            form.prefill().fromRequest(before.server());
            prefillNotice.showFailedLaunch(before.omittedFields());
        });
        if (launchPageParameters.failedOperation().isPresent() && failed.isEmpty() && like.isEmpty()) {
            prefillNotice.showSourceMissing();
        }
        launchPageParameters
                .image()
                .filter(_ -> failed.isEmpty() && like.isEmpty())
                .ifPresent(this::selectImage);
        launchPageParameters.template().flatMap(templatePicker::select).ifPresent(this::applyLaunchTemplate);
        form.focusName();
        refresh();
    }

    private void selectImage(String image) {
        loader.expireImages();
        form.prefill().fromImage(image);
    }

    private void prefillFrom(Server similar) {
        similarServerPrefiller.start(similar, form, prefillNotice);
        if (isAttached()) {
            loadSimilarServerDetails(UI.getCurrentOrThrow());
        }
    }

    private void loadSimilarServerDetails(UI ui) {
        similarServerPrefiller.loadDetails(ui, this, details -> {
            similarServerPrefiller.apply(details, projectField.getValue(), form, prefillNotice);
            refresh();
        });
    }

    private void applyLaunchTemplate(LaunchTemplate launchTemplate) {
        templatePicker.findProject(launchTemplate).ifPresent(projectField::setValue);
        form.prefill().fromRequest(launchTemplate.server());
        refresh();
    }

    private void openSaveLaunchTemplateDialog() {
        Project project = projectField.getValue();
        if (form.validate() && project != null) {
            templatePicker.openSaveDialog(
                    project, form.draft().toNewServer(), viewerPermissions.effectivePermissions());
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
        uiPush.onChange(event, viewerPermissions::onChange, this::onPermissionsChanged);
    }

    private void onProjectChanged() {
        updateLaunchButton();
        loader.setProject(projectField.getValue());
        form.reset();
        if (isAttached()) {
            load(UI.getCurrentOrThrow());
        }
        refresh();
    }

    private void load(UI ui) {
        loadedPermissions = viewerPermissions.effectivePermissions();
        creation.refresh();
        loader.load(ui, this, this::onOptions, this::refresh);
    }

    private void reload(Set<OptionKind> optionKinds) {
        loader.loadOptions(optionKinds, UI.getCurrentOrThrow(), this, this::onOptions);
    }

    private void reloadCreated(OptionKind optionKind) {
        loader.expire(optionKind);
        reload(Set.of(optionKind));
        reloadQuotas();
    }

    private void reloadQuotas() {
        loader.loadQuotas(true, UI.getCurrentOrThrow(), this, this::refresh);
    }

    private void onOptions(List<LoadedOptions> loadedOptions) {
        loadedOptions.forEach(form::setOptions);
        refresh();
    }

    /**
     * Updates the launch button, the launch templates and the options after the permissions have changed. Keeps the
     * input even if it can no longer be submitted.
     */
    private void onPermissionsChanged() {
        List<Project> projects = launchService.projects(currentUser.caller());
        projectField.setPermitted(projects);
        templatePicker.setProjects(projects);
        start.setVisible(projectField.isVisible() || templatePicker.isVisible());
        updateLaunchButton();
        EffectivePermissions current = viewerPermissions.effectivePermissions();
        if (!current.equals(loadedPermissions)) {
            // Apply the permissions before the request to the cloud, because a failed request does not replace the
            // options.
            loader.permittedOptions(projectField.isPermitted()).forEach(form::setOptions);
            if (!projectField.isPermitted()) {
                // Also remove the quotas, because a refused request does not replace them.
                loader.setProject(projectField.getValue());
            }
            loader.reload(UI.getCurrentOrThrow(), this, this::onOptions, this::refresh);
            loadedPermissions = current;
        }
        creation.refresh();
        refresh();
    }

    private void refresh() {
        LaunchDraft draft = form.draft();
        LaunchQuotaDemand added = LaunchQuotaDemand.of(draft, draft.serverCountOrOne());
        if (form.update(draft, loader.quotas(), loader.existingNames(), missingPermissions(draft))) {
            refresh();
            return;
        }
        ProjectQuotaUsage usage = loader.usage();
        panel.setVisible(usage != null);
        if (usage != null) {
            panel.update(usage, added);
        }
        footer.update(draft, usage, added.fitsWithin(loader.quotas()), submitter.isBusy());
    }

    /** Returns the reason for each field whose value no grant allows. */
    private Map<Field, String> missingPermissions(LaunchDraft draft) {
        return projectField.isPermitted()
                ? loader.findMissingPermission(draft)
                        .map(launchMessages::missingPermissionTexts)
                        .orElse(Map.of())
                : Map.of();
    }

    private void launch() {
        try {
            Optional<Project> project = projectField.validateSelection();
            if (form.validate()) {
                project.ifPresent(submitter::submit);
            }
        } finally {
            updateLaunchButton();
        }
    }

    private void onSubmissionChanged() {
        updateLaunchButton();
        refresh();
    }

    private void updateLaunchButton() {
        footer.setLaunchEnabled(projectField.isPermitted() && !submitter.isBusy());
    }
}
