package org.stackdeck.ui.launch;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.ServerGroup;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.launch.LaunchOffers.Kind;
import org.stackdeck.ui.launch.LaunchOffers.Offer;

/** Section with availability zone, server group, tags, metadata and description. */
final class NotesSection extends Section {

    private final Words words;
    private final ComboBox<Choice> zone = new ComboBox<>();
    private final ComboBox<Choice> serverGroup = new ComboBox<>();
    private final MultiSelectComboBox<String> tags = new MultiSelectComboBox<>();
    private final TextArea metadata = new TextArea();
    private final TextField description = new TextField();

    NotesSection(Words words, FieldSigns signs) {
        super(words.say("launch.more.title"));
        this.words = words;
        choice(zone, "launch.field.zone", "launch.zone.any");
        choice(serverGroup, "launch.field.server-group", "launch.server-group.none");
        tags.setLabel(words.say("launch.field.tags"));
        tags.setPlaceholder(words.say("launch.tags.hint"));
        tags.setWidthFull();
        tags.setAllowCustomValue(true);
        tags.setManualValidation(true);
        tags.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        tags.addCustomValueSetListener(event -> {
            addTags(event.getDetail());
            signs.touch(Field.TAGS);
        });
        metadata.setLabel(words.say("launch.field.metadata"));
        metadata.setPlaceholder("key=value");
        metadata.setHelperText(words.say("launch.metadata.hint"));
        metadata.setWidthFull();
        metadata.setMinRows(2);
        metadata.setMaxRows(8);
        metadata.setManualValidation(true);
        metadata.setValueChangeMode(ValueChangeMode.EAGER);
        metadata.addClassName("code-area");
        description.setLabel(words.say("launch.field.description"));
        description.setWidthFull();
        description.setManualValidation(true);
        description.setValueChangeMode(ValueChangeMode.EAGER);
        signs.add(Field.ZONE, zone, this);
        signs.add(Field.SERVER_GROUP, serverGroup, this);
        signs.add(Field.TAGS, tags, this);
        signs.add(Field.METADATA, metadata, this);
        signs.add(Field.DESCRIPTION, description, this);
        Div placing = new Div(zone, serverGroup);
        placing.addClassName("side-by-side");
        contain(placing, tags, metadata, description);
    }

    private void choice(ComboBox<Choice> box, String label, String none) {
        box.setLabel(words.say(label));
        box.setPlaceholder(words.say(none));
        box.setWidthFull();
        box.setManualValidation(true);
        box.setClearButtonVisible(true);
        box.setItemLabelGenerator(
                choice -> choice instanceof ServerGroup group ? group.name() + " · " + group.policy() : choice.name());
    }

    /** Commas separate tags because a tag cannot contain one. */
    private void addTags(String typed) {
        Set<String> all = new HashSet<>(tags.getValue());
        Stream.of(typed.split(",", -1))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .forEach(all::add);
        setTags(all);
    }

    private void setTags(Set<String> all) {
        tags.setItems(all.stream().sorted().toList());
        tags.setValue(all);
    }

    void offer(Offer offer) {
        ComboBox<Choice> box = offer.kind() == Kind.ZONE ? zone : serverGroup;
        Choice before = box.getValue();
        List<Choice> there = List.copyOf(offer.choices());
        box.setItems(there);
        box.setEnabled(!there.isEmpty());
        box.setValue(before != null && there.contains(before) ? before : null);
        box.setHelperText(offer.problem() == null ? "" : words.say("servers.order.unknown", offer.problem()));
    }

    /** Clears the error because the options are reloaded. */
    void await(Kind kind) {
        (kind == Kind.ZONE ? zone : serverGroup).setHelperText("");
    }

    /** @param one null for none */
    void choose(Kind kind, @Nullable Choice one) {
        (kind == Kind.ZONE ? zone : serverGroup).setValue(one);
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

    /** Null if the text is invalid. */
    @Nullable
    Map<String, String> metadata() {
        return MetadataText.read(metadata.getValue()).orElse(null);
    }

    String description() {
        return description.getValue();
    }

    void write(Set<String> itsTags, Map<String, String> itsMetadata, String itsDescription) {
        setTags(itsTags);
        metadata.setValue(MetadataText.write(itsMetadata));
        description.setValue(itsDescription);
    }

    void show() {
        Map<String, String> read = metadata();
        String said = Stream.of(
                        zone.getValue() == null ? "" : zone.getValue().name(),
                        serverGroup.getValue() == null
                                ? ""
                                : serverGroup.getValue().name(),
                        tags.getValue().isEmpty()
                                ? ""
                                : words.say("launch.more.tags", tags.getValue().size()),
                        read == null || read.isEmpty() ? "" : words.say("launch.more.metadata", read.size()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        summarize(said.isEmpty() ? words.say("launch.more.none") : said);
    }
}
