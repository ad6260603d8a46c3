package org.stackdeck.ui.launch;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.RootVolume;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeSnapshot;
import org.stackdeck.ui.component.Words;

/** Section that selects whether the root disk is a new volume, its size, and whether it is deleted with the server. */
final class RootVolumeSection extends Section {

    private final Words words;
    private final Checkbox made;
    private final IntegerField size = new IntegerField();
    private final Checkbox goes;
    private @Nullable Integer suggested;

    RootVolumeSection(Words words, FieldSigns signs) {
        super(words.say("launch.root.title"));
        this.words = words;
        made = new Checkbox(words.say("launch.root.volume"));
        goes = new Checkbox(words.say("launch.root.goes"), true);
        size.setLabel(words.say("launch.root.size"));
        size.setSuffixComponent(new Span("GB"));
        size.setStepButtonsVisible(true);
        size.setMin(1);
        size.setManualValidation(true);
        size.setValueChangeMode(ValueChangeMode.EAGER);
        made.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                signs.touch(Field.ROOT_VOLUME);
            }
        });
        goes.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                signs.touch(Field.ROOT_VOLUME);
            }
        });
        signs.add(Field.ROOT_VOLUME, size, this);
        contain(made, size, goes);
    }

    boolean volume() {
        return made.getValue();
    }

    @Nullable
    Integer sizeGib() {
        return size.getValue();
    }

    /** Applies to the created volume. */
    boolean deletedWithServer() {
        return goes.getValue();
    }

    void fill(BootSource source) {
        RootVolume volume = switch (source) {
            case BootSource.OfImage(var _, RootVolume root) -> root;
            case BootSource.OfVolume _ -> null;
            case BootSource.OfSnapshot(var _, RootVolume root) -> root;
        };
        made.setValue(source instanceof BootSource.OfImage && volume != null);
        goes.setValue(volume == null || volume.deletedWithServer());
        suggested = null;
        size.setValue(volume == null ? null : volume.sizeGib());
    }

    /** Adapts the fields to the boot source. */
    void show(LaunchDraft draft) {
        Choice source = draft.source();
        boolean sized = draft.makesVolume();
        setVisible(!(source instanceof Volume));
        made.setVisible(!(source instanceof VolumeSnapshot));
        size.setVisible(sized);
        goes.setVisible(sized);
        size.setHelperText(words.say("launch.root.least", draft.leastVolumeGib()));
        if (sized && (size.isEmpty() || size.getValue().equals(suggested))) {
            suggest(draft);
        }
        summarize(summary(source, sized));
    }

    /** Suggests the size of the flavor's disk or the minimum size of the source, whichever is larger. */
    private void suggest(LaunchDraft draft) {
        OfferedFlavor flavor = draft.flavor();
        int disk = flavor == null || draft.source() instanceof VolumeSnapshot ? 0 : flavor.diskGib();
        int size = Math.max(disk, draft.leastVolumeGib());
        if (suggested == null || suggested != size) {
            suggested = size;
            this.size.setValue(size);
        }
    }

    private String summary(@Nullable Choice source, boolean sized) {
        if (!sized) {
            return source == null || source instanceof OfferedImage ? words.say("launch.root.summary.none") : "";
        }
        Integer gib = size.getValue();
        return words.say(
                goes.getValue() ? "launch.root.summary.goes" : "launch.root.summary.stays", gib == null ? 0 : gib);
    }
}
