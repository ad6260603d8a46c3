package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;
import org.stackdeck.ui.servers.actions.SelectableResourceFormatter;

/**
 * Selects the boot source: an image, a volume or a volume snapshot. An existing volume is kept when its server is
 * deleted, unless the checkbox for this volume is selected.
 */
final class BootSourceField extends Div {

    private static final List<OptionKind> KINDS = List.of(OptionKind.IMAGE, OptionKind.VOLUME, OptionKind.SNAPSHOT);

    private final Messages messages;
    private final transient LaunchMessages launchMessages;
    private final ToggleGroup<OptionKind> kinds;
    private final ComboBox<SelectableResource> sourceSelect = new ComboBox<>();
    private final transient Map<OptionKind, LoadedOptions> loadedOptionsByKind = new EnumMap<>(OptionKind.class);
    private final transient Runnable missingListener;
    private final Checkbox deleteCheckbox;
    private final Div volumeCreation = StyledElements.div("launch-column");

    private @Nullable String pendingSelection;
    /**
     * ID of the volume that is deleted with its server. Until the volumes are loaded, this can be the name of the
     * volume.
     */
    private @Nullable String deletedWithServerId;

    /**
     * @param changed runs when the user has changed the source or the checkbox
     * @param missing runs when the options do not contain a requested source
     */
    BootSourceField(Messages messages, LaunchMessages launchMessages, Runnable changed, Runnable missing) {
        this.messages = messages;
        this.launchMessages = launchMessages;
        this.missingListener = missing;
        addClassName("source-field");
        Span label = StyledElements.span("label required", messages.text("launch.field.source"));
        kinds = new ToggleGroup<>(messages.text("launch.field.source"), _ -> {
            pendingSelection = null;
            deletedWithServerId = null;
            sourceSelect.clear();
            refreshOptions();
            changed.run();
        });
        KINDS.forEach(optionKind -> kinds.addOption(optionKind, messages.text("launch.source." + kindKey(optionKind))));
        kinds.select(OptionKind.IMAGE);
        sourceSelect.setRequiredIndicatorVisible(true);
        sourceSelect.setWidthFull();
        sourceSelect.setManualValidation(true);
        sourceSelect.addClassName("choice");
        sourceSelect.setItemLabelGenerator(option -> SelectableResourceFormatter.label(option, messages));
        sourceSelect.addValueChangeListener(event -> {
            SelectableResource now = event.getValue();
            sourceSelect.setHelperText(now == null ? "" : launchMessages.requirements(now));
            if (event.isFromClient()) {
                deletedWithServerId = null;
            }
            updateDeleteCheckbox();
            if (event.isFromClient()) {
                changed.run();
            }
        });
        deleteCheckbox = new Checkbox(messages.text("launch.source.volume.goes"));
        UserInputListeners.onChange(deleteCheckbox, value -> {
            SelectableResource now = sourceSelect.getValue();
            deletedWithServerId = value && now != null ? now.id() : null;
            updateDeleteCheckbox();
            changed.run();
        });
        Div head = StyledElements.div("source-head", label, kinds);
        add(head, sourceSelect, volumeCreation, deleteCheckbox);
        updateDeleteCheckbox();
        refreshOptions();
    }

    private static String kindKey(OptionKind optionKind) {
        return optionKind.name().toLowerCase(Locale.ROOT);
    }

    OptionKind kind() {
        return kinds.selected().orElse(OptionKind.IMAGE);
    }

    @Nullable
    SelectableResource value() {
        return sourceSelect.getValue();
    }

    boolean deletedWithServer() {
        return sourceSelect.getValue() instanceof Volume volume && volume.id().equals(deletedWithServerId);
    }

    private void updateDeleteCheckbox() {
        deleteCheckbox.setVisible(sourceSelect.getValue() instanceof Volume);
        deleteCheckbox.setValue(deletedWithServer());
        deleteCheckbox.setHelperText(
                messages.text(deletedWithServer() ? "launch.source.volume.lost" : "launch.source.volume.stays"));
    }

    /**
     * Sets the error. If the options of the selected kind could not be loaded, shows the error of the request instead.
     *
     * @param reason the error; empty for none
     */
    void setError(String reason) {
        LoadedOptions loadedOptions = loadedOptionsByKind.get(kind());
        String problem = loadedOptions == null || loadedOptions.problem() == null
                ? reason
                : messages.text("servers.order.unknown", loadedOptions.problem());
        sourceSelect.setErrorMessage(problem);
        sourceSelect.setInvalid(!problem.isEmpty());
    }

    void focus() {
        sourceSelect.focus();
    }

    /**
     * Selects a kind, and selects a source of the kind as soon as the options are loaded. If several sources have the
     * name, selects none.
     *
     * @param value ID or name of the source; null for none
     */
    void selectWhenLoaded(OptionKind optionKind, @Nullable String value) {
        selectWhenLoaded(optionKind, value, false);
    }

    /** @param deleted whether the volume is deleted with its server; false for other sources */
    void selectWhenLoaded(OptionKind optionKind, @Nullable String value, boolean deleted) {
        kinds.select(optionKind);
        pendingSelection = value;
        deletedWithServerId = deleted ? value : null;
        if (value == null) {
            sourceSelect.setValue(null);
        }
        refreshOptions();
    }

    void addVolumeCreation(Component bar) {
        volumeCreation.add(bar);
    }

    /** Selects a new volume, unless the user has selected another kind of source since. */
    void selectCreatedVolume(SelectableResource volume) {
        if (kind() == OptionKind.VOLUME) {
            selectWhenLoaded(OptionKind.VOLUME, volume.id());
        }
    }

    /** Removes all options. */
    void reset() {
        loadedOptionsByKind.clear();
        refreshOptions();
    }

    /** Removes the options of a kind before they are loaded again. */
    void clearOptions(OptionKind optionKind) {
        loadedOptionsByKind.remove(optionKind);
        if (optionKind == kind()) {
            refreshOptions();
        }
    }

    void setOptions(LoadedOptions loadedOptions) {
        loadedOptionsByKind.put(loadedOptions.kind(), loadedOptions);
        kinds.setOptionVisible(loadedOptions.kind(), loadedOptions.allowed());
        if (loadedOptions.kind() == kind()) {
            refreshOptions();
        }
    }

    private void refreshOptions() {
        LoadedOptions loadedOptions = loadedOptionsByKind.get(kind());
        volumeCreation.setVisible(kind() == OptionKind.VOLUME);
        sourceSelect.setLabel(messages.text("launch.source.label." + kindKey(kind())));
        if (loadedOptions == null) {
            sourceSelect.setItems(List.of());
            sourceSelect.setEnabled(false);
            sourceSelect.setInvalid(false);
            sourceSelect.setPlaceholder(messages.text("servers.order.loading"));
            return;
        }
        SelectableResource before = sourceSelect.getValue();
        String selectionToFind = pendingSelection;
        pendingSelection = loadedOptions.problem() == null ? null : pendingSelection;
        List<SelectableResource> options = List.copyOf(loadedOptions.choices());
        sourceSelect.setItems(options);
        sourceSelect.setEnabled(!options.isEmpty());
        sourceSelect.setPlaceholder(
                options.isEmpty()
                        ? launchMessages.placeholder(
                                loadedOptions, "launch.source.none." + kindKey(kind()), "launch.untold")
                        : "");
        setError("");
        Optional<SelectableResource> found = selectionToFind != null
                ? PendingSelections.find(options, selectionToFind)
                : options.stream()
                        .filter(option -> before != null && option.id().equals(before.id()))
                        .findFirst();
        if (selectionToFind != null && selectionToFind.equals(deletedWithServerId)) {
            deletedWithServerId = found.map(SelectableResource::id).orElse(deletedWithServerId);
        }
        sourceSelect.setValue(found.orElse(
                selectionToFind == null && before == null && options.size() == 1 ? options.getFirst() : null));
        if (selectionToFind != null && pendingSelection == null && found.isEmpty()) {
            missingListener.run();
        }
    }
}
