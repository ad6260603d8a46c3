package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.ServerGroup;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.help.Term;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;

/** Section with the availability zone, the server group, tags, metadata and the description. */
final class PlacementAndMetadataSection extends LaunchFormSection {

    private final Messages messages;
    private final ComboBox<SelectableResource> zone = new ComboBox<>();
    private final ComboBox<SelectableResource> serverGroup = new ComboBox<>();
    private final Div serverGroupColumn;
    private final MultiSelectComboBox<String> tags = new MultiSelectComboBox<>();
    private final TextArea metadata = new TextArea();
    private final TextField description = new TextField();

    /** @param serverGroupSelected runs when the user selects a server group */
    PlacementAndMetadataSection(Messages messages, LaunchFieldErrors validation, Runnable serverGroupSelected) {
        super(messages.text("launch.more.title"));
        this.messages = messages;
        configure(zone, "launch.field.zone", "launch.zone.any");
        configure(serverGroup, "launch.field.server-group", "launch.server-group.none");
        UserInputListeners.onChange(serverGroup, _ -> serverGroupSelected.run());
        tags.setLabel(messages.text("launch.field.tags"));
        tags.setPlaceholder(messages.text("launch.tags.hint"));
        tags.setWidthFull();
        tags.setAllowCustomValue(true);
        tags.setManualValidation(true);
        tags.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        tags.addCustomValueSetListener(event -> {
            addTags(event.getDetail());
            validation.markChanged(Field.TAGS);
        });
        metadata.setLabel(messages.text("launch.field.metadata"));
        metadata.setPlaceholder("key=value");
        metadata.setHelperText(messages.text("launch.metadata.hint"));
        metadata.setWidthFull();
        metadata.setMinRows(2);
        metadata.setMaxRows(8);
        metadata.setManualValidation(true);
        metadata.setValueChangeMode(ValueChangeMode.EAGER);
        metadata.addClassName("code-area");
        description.setLabel(messages.text("launch.field.description"));
        description.setWidthFull();
        description.setManualValidation(true);
        description.setValueChangeMode(ValueChangeMode.EAGER);
        validation.add(Field.ZONE, zone, this);
        validation.add(Field.SERVER_GROUP, serverGroup, this);
        validation.add(Field.TAGS, tags, this);
        validation.add(Field.METADATA, metadata, this);
        validation.add(Field.DESCRIPTION, description, this);
        serverGroupColumn = StyledElements.div(
                "launch-column", ExplainButton.beside(serverGroup, Term.SERVER_GROUP_POLICY, messages));
        Div placing = StyledElements.div(
                "side-by-side", ExplainButton.beside(zone, Term.AVAILABILITY_ZONE, messages), serverGroupColumn);
        setFields(placing, tags, metadata, description);
    }

    void addServerGroupCreation(Component bar) {
        serverGroupColumn.add(bar);
    }

    private void configure(ComboBox<SelectableResource> box, String label, String none) {
        box.setLabel(messages.text(label));
        box.setPlaceholder(messages.text(none));
        box.setWidthFull();
        box.setManualValidation(true);
        box.setClearButtonVisible(true);
        box.setItemLabelGenerator(selectableResource -> selectableResource instanceof ServerGroup group
                ? group.name() + " · " + group.policy()
                : selectableResource.name());
    }

    /**
     * Adds the entered tags. Commas separate the tags, because a tag cannot contain a comma. Keeps one tag more than
     * the maximum, so that the field shows the error.
     */
    private void addTags(String typed) {
        setTags(Stream.concat(
                        tags.getValue().stream(),
                        Stream.of(typed.split(",", -1)).map(String::strip).filter(tag -> !tag.isEmpty()))
                .distinct()
                .limit(NewServer.MAX_TAGS + 1)
                .collect(Collectors.toSet()));
    }

    private void setTags(Set<String> all) {
        tags.setItems(all.stream().sorted().toList());
        tags.setValue(all);
    }

    /** Removes the availability zones and server groups of the previous project. */
    void reset() {
        zone.setItems(List.of());
        serverGroup.setItems(List.of());
    }

    void setOptions(LoadedOptions loadedOptions) {
        ComboBox<SelectableResource> box = loadedOptions.kind() == OptionKind.ZONE ? zone : serverGroup;
        SelectableResource before = box.getValue();
        List<SelectableResource> options = List.copyOf(loadedOptions.choices());
        box.setItems(options);
        box.setEnabled(!options.isEmpty());
        box.setValue(options.stream()
                .filter(option -> before != null && option.id().equals(before.id()))
                .findFirst()
                .orElse(null));
        box.setHelperText(
                loadedOptions.problem() == null ? "" : messages.text("servers.order.unknown", loadedOptions.problem()));
    }

    /** Clears the error of a field before its options are loaded again. */
    void clearLoadError(OptionKind optionKind) {
        (optionKind == OptionKind.ZONE ? zone : serverGroup).setHelperText("");
    }

    /** @param option the option to select; null for none */
    void select(OptionKind optionKind, @Nullable SelectableResource option) {
        (optionKind == OptionKind.ZONE ? zone : serverGroup).setValue(option);
    }

    @Nullable
    String zone() {
        return zone.getValue() == null ? null : zone.getValue().id();
    }

    @Nullable
    String serverGroup() {
        return serverGroup.getValue() == null ? null : serverGroup.getValue().id();
    }

    Set<String> tags() {
        return tags.getValue();
    }

    /** Returns null if the text is invalid. */
    @Nullable
    Map<String, String> metadata() {
        return MetadataTextFormat.parse(metadata.getValue()).orElse(null);
    }

    String description() {
        return description.getValue();
    }

    void setValues(Set<String> newTags, Map<String, String> newMetadata, String newDescription) {
        setTags(newTags);
        metadata.setValue(MetadataTextFormat.format(newMetadata));
        description.setValue(newDescription);
    }

    void updateSummary() {
        Map<String, String> parsed = metadata();
        String text = Stream.of(
                        zone.getValue() == null ? "" : zone.getValue().name(),
                        serverGroup.getValue() == null
                                ? ""
                                : serverGroup.getValue().name(),
                        tags.getValue().isEmpty()
                                ? ""
                                : messages.text(
                                        "launch.more.tags", tags.getValue().size()),
                        parsed == null || parsed.isEmpty() ? "" : messages.text("launch.more.metadata", parsed.size()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        updateSummaryText(text.isEmpty() ? messages.text("launch.more.none") : text);
    }
}
