package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CreationSourceRules;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.PermissionsChangedEvent;
import org.stackdeck.ui.actions.ActionField;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.help.ActionTerms;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.QuotaLoader;
import org.stackdeck.ui.resources.creation.CreationQuotaForecastPanel;
import org.stackdeck.ui.resources.creation.ResourceCountField;
import org.stackdeck.ui.resources.creation.ResourceCreationDialogs.ChoiceLoader;
import org.stackdeck.ui.resources.creation.ResourceCreationDialogs.LoadedChoices;

/**
 * Dialog with the parameters of an action that creates or changes a resource. Stays open with the input while a
 * parameter is invalid or the request is not accepted.
 */
public final class ResourceActionDialog extends FormDialog {

    private final ResourceAction action;
    private final @Nullable CloudResource source;
    private final transient ChoiceLoader loader;
    private final transient BiPredicate<NewResourceTarget, ActionRequest> submit;
    private final transient @Nullable QuotaLoader quotaLoader;
    private final CreationQuotaForecastPanel forecast;
    private final ComboBox<Project> project;
    /** Number of floating IPs to create, each by a separate operation; null for other actions. */
    private final @Nullable ResourceCountField count;

    private final Map<ActionParameter, ActionField> fields = new EnumMap<>(ActionParameter.class);
    private final Div form = StyledElements.div("fields");
    private @Nullable ActionParameter selectedSource;

    /**
     * @param projects projects in which the user may perform the action; not empty
     * @param source resource from which the new resource is created; null if there is none or the user selects it
     * @param quotaLoader null for an action that creates no resource
     * @param submit submits the request and returns whether it was accepted; can throw {@link
     *     InvalidActionParameterException}
     */
    public ResourceActionDialog(
            ResourceAction action,
            String title,
            List<Project> projects,
            @Nullable CloudResource source,
            Messages messages,
            ChoiceLoader loader,
            @Nullable QuotaLoader quotaLoader,
            BiPredicate<NewResourceTarget, ActionRequest> submit) {
        super(messages, title, "480px");
        this.quotaLoader = quotaLoader;
        this.forecast = new CreationQuotaForecastPanel(projects.getFirst(), messages);
        this.action = action;
        this.source = source;
        this.loader = loader;
        this.submit = submit;
        this.project = new ComboBox<>(messages.text("servers.column.project"));
        ExplainButton.addTo(this, ActionTerms.of(action), messages);
        form.add(project);
        initProject(projects);
        action.parameters().stream().filter(parameter -> !isGiven(parameter)).forEach(this::addField);
        if (source == null && !CreationSourceRules.optionalSources(action).isEmpty()) {
            addSourceSelect(CreationSourceRules.optionalSources(action));
        }
        count = action == ResourceAction.CREATE_FLOATING_IP ? new ResourceCountField(messages) : null;
        if (count != null) {
            count.addValueChangeListener(_ -> updateForecast());
            form.add(count);
        }
        String key = "resources.action." + action.kind().code() + "." + action.code();
        messages.findText(key + ".note").ifPresent(note -> add(new Paragraph(note)));
        add(form, forecast);
        addButtons(key, this::submit);
        resetChoices();
        if (project.isEmpty()) {
            project.focus();
        } else {
            Optional.ofNullable(fields.get(ActionParameter.NAME)).ifPresent(ActionField::focus);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        loadOptions();
        PermissionsChangedEvent.listen(event, this::loadOptions);
    }

    private void initProject(List<Project> projects) {
        boolean severalClouds = projects.stream().map(Project::cloud).distinct().count() > 1;
        project.setItems(projects);
        project.setItemLabelGenerator(
                item -> severalClouds ? item.name() + " · " + item.cloud().value() : item.name());
        project.setWidthFull();
        project.setVisible(projects.size() > 1);
        if (projects.size() == 1) {
            project.setValue(projects.getFirst());
        }
        project.addValueChangeListener(_ -> {
            resetChoices();
            loadOptions();
        });
    }

    private void resetChoices() {
        String reason = project.isEmpty() ? "resources.create.project-first" : "servers.order.loading";
        fields.values().forEach(field -> field.resetChoices(messages.text(reason)));
    }

    private boolean isGiven(ActionParameter parameter) {
        if (source == null) {
            return false;
        }
        ActionParameter given = CreationSourceRules.sourceParameter(action, source.kind());
        return parameter == given
                || CreationSourceRules.excludedBy(action, given).contains(parameter);
    }

    private void addField(ActionParameter parameter) {
        boolean required = action.required().contains(parameter);
        ActionField field = ActionField.of(parameter, required, initial(parameter), messages, this::updateForecast);
        fields.put(parameter, field);
        form.add(ExplainButton.beside(field.component(), ActionTerms.of(parameter), messages));
        field.onEnter(this::submit);
    }

    private @Nullable String initial(ActionParameter parameter) {
        if (parameter == ActionParameter.DISK_FORMAT && source != null) {
            // openstack image create --volume has the same default.
            return "raw";
        }
        return parameter == ActionParameter.SIZE && source != null
                ? source.number(source.kind() == ResourceKind.IMAGE ? "minDisk" : "size")
                        .map(size -> Math.max(1, size))
                        .map(String::valueOf)
                        .orElse(null)
                : null;
    }

    /** Adds a field that selects the type of the source, on which the visible fields depend. */
    private void addSourceSelect(List<ActionParameter> sources) {
        String none =
                messages.text("resources.create.source.none." + action.kind().code());
        Select<ActionParameter> select = new Select<>();
        select.setLabel(messages.text("resources.create.source"));
        select.setWidthFull();
        select.setItems(sources);
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(none);
        select.setItemLabelGenerator(
                parameter -> parameter == null ? none : messages.text("servers.order.field." + parameter.code()));
        select.addValueChangeListener(event -> {
            selectedSource = event.getValue();
            showSelectedSource(sources);
        });
        form.addComponentAtIndex(form.getComponentCount() - sources.size(), select);
        showSelectedSource(sources);
    }

    private void showSelectedSource(List<ActionParameter> sources) {
        Set<ActionParameter> excluded =
                selectedSource == null ? Set.of() : CreationSourceRules.excludedBy(action, selectedSource);
        fields.forEach((parameter, field) -> field.component()
                .setVisible(sources.contains(parameter) ? parameter == selectedSource : !excluded.contains(parameter)));
    }

    private Optional<NewResourceTarget> newResource() {
        return Optional.ofNullable(project.getValue())
                .map(selected -> new NewResourceTarget(selected.cloud(), selected.id(), action.kind()));
    }

    private void loadOptions() {
        loadChoices();
        Project selected = project.getValue();
        if (quotaLoader != null && selected != null && isAttached()) {
            forecast.setProject(selected);
            quotaLoader.load(List.of(selected), false, UI.getCurrentOrThrow(), this, forecast::add);
            updateForecast();
        }
    }

    private void updateForecast() {
        ActionRequest request;
        try {
            request = buildRequest();
        } catch (InvalidActionParameterException _) {
            // The additional subnet is incomplete. The forecast is requested when it is complete.
            return;
        }
        forecast.update(CreationQuotaForecastPanel.demand(request, source, count == null ? 1 : count.count()));
    }

    private void loadChoices() {
        newResource()
                .ifPresent(newResource -> fields.values().stream()
                        .filter(ActionField::isChoice)
                        .forEach(field -> loader.load(
                                this, newResource, field.parameter(), loaded -> show(newResource, field, loaded))));
    }

    /** Shows the options. Ignores the options of a project that is no longer selected. */
    private void show(NewResourceTarget newResource, ActionField field, LoadedChoices loaded) {
        if (newResource().filter(newResource::equals).isEmpty()) {
            return;
        }
        field.setChoices(loaded.choices(), messages);
        if (loaded.problem() != null) {
            field.setError(messages.text("servers.order.unknown", loaded.problem()));
        }
    }

    /**
     * Submits one request for each resource. If a request is not accepted, the dialog stays open with the number of
     * resources that remain to be created.
     */
    private void submitEach(NewResourceTarget newResource, ActionRequest request) {
        for (int remaining = count == null ? 1 : count.count(); remaining > 0; remaining--) {
            if (count != null) {
                count.setValue(remaining);
            }
            if (!submit.test(newResource, request)) {
                return;
            }
        }
        close();
    }

    private ActionRequest buildRequest() {
        ActionRequest request = ActionRequest.of(action);
        for (ActionField field : fields.values()) {
            Optional<ActionArgument> argument =
                    field.argument().filter(_ -> field.component().isVisible());
            if (argument.filter(value -> !value.value().isBlank()
                            || (action.required().contains(field.parameter())
                                    && field.parameter().kind() == ActionParameter.Kind.TEXT))
                    .isPresent()) {
                request = request.with(field.parameter(), argument.get());
            }
        }
        return source == null
                ? request
                : request.with(
                        CreationSourceRules.sourceParameter(action, source.kind()),
                        new ActionArgument(source.id(), source.displayName()));
    }

    private void submit() {
        // A second key press can arrive after the dialog has been closed.
        if (!isOpened() || !check(project, project.getValue() != null, "servers.order.wrong.missing")) {
            return;
        }
        ActionField missing = selectedSource == null ? null : fields.get(selectedSource);
        if (missing != null && missing.argument().isEmpty()) {
            missing.setError(messages.text("servers.order.wrong.missing"));
            return;
        }
        try {
            ActionRequest request = buildRequest();
            request.validate();
            if (count == null || !count.isInvalid()) {
                submitEach(newResource().orElseThrow(), request);
            }
        } catch (InvalidActionParameterException e) {
            ActionField field = fields.get(e.parameter());
            if (field == null) {
                Toasts.showError(
                        messages.text("servers.order.field." + e.parameter().code()), ActionField.problem(e, messages));
            } else {
                field.setError(e, messages);
            }
        }
    }
}
