package org.stackdeck.ui.launch.form;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.i18n.MemorySizeFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.FlavorFit.Misfit;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.projects.QuotaFormatter;

/** Texts of the launch page in the language of the user. */
public final class LaunchMessages {

    /** Maximum number of names in a list, without the last name. */
    private static final int MAX_LISTED_NAMES = 3;

    private final Messages messages;
    private final QuotaFormatter quotas;

    public LaunchMessages(Messages messages) {
        this.messages = messages;
        this.quotas = new QuotaFormatter(messages);
    }

    /** Returns a text that describes the problem of a field and how to fix the problem. */
    String errorText(Field field, Reason reason) {
        String code = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return messages.findText("launch.wrong." + field.code() + "." + code)
                .orElseGet(() -> messages.text("launch.wrong." + code));
    }

    Map<Field, String> errorTexts(Map<Field, Reason> problems) {
        Map<Field, String> texts = new EnumMap<>(Field.class);
        problems.forEach((field, reason) -> texts.put(field, errorText(field, reason)));
        return texts;
    }

    /** Returns the reasons why a flavor cannot be selected, in one line. */
    String misfitText(FlavorFit fit, LaunchDraft draft) {
        String source = draft.source() == null ? "" : draft.source().name();
        return fit.misfits().stream()
                .map(misfit -> switch (misfit) {
                    case Misfit.Disk disk -> messages.text("launch.flavor.disk", source, gib(disk.neededGib()));
                    case Misfit.Memory memory -> messages.text("launch.flavor.memory", source, mib(memory.neededMib()));
                    case Misfit.OverQuota over ->
                        messages.text(
                                "launch.flavor.quota",
                                quotas.name(over.quota().resource()),
                                quotas.used(over.quota()),
                                quotas.amount(over.quota().resource(), over.added()));
                })
                .collect(Collectors.joining(" "));
    }

    /**
     * Returns the reasons why a flavor cannot be selected, and a hint if the server boots from an image and the flavor
     * has no disk.
     */
    String remarks(FlavorFit fit, LaunchDraft draft) {
        String misfits = misfitText(fit, draft);
        return fit.zeroDiskImageBoot() ? (misfits + " " + messages.text("launch.flavor.diskless")).strip() : misfits;
    }

    /**
     * Returns the names of the servers if they differ from the typed name, and a warning about names that already
     * exist. Clouds allow duplicate names, but duplicate names confuse users.
     *
     * @param taken names of existing servers in the project
     */
    String nameHint(String name, int servers, Set<String> taken) {
        if (name.isBlank()) {
            return "";
        }
        List<String> all = servers == 1
                ? List.of(name.strip())
                : IntStream.rangeClosed(1, servers)
                        .mapToObj(number -> name.strip() + "-" + number)
                        .toList();
        String row = servers <= MAX_LISTED_NAMES + 1
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, MAX_LISTED_NAMES)) + ", … " + all.getLast();
        String becomes = servers == 1 ? "" : messages.text("launch.names", row);
        List<String> again =
                all.stream().filter(taken::contains).limit(MAX_LISTED_NAMES).toList();
        return again.isEmpty()
                ? becomes
                : (becomes + " " + messages.text("launch.names.taken", String.join(", ", again))).strip();
    }

    /**
     * Returns the reason why the user is not permitted to create the server. The key is the field that the user can
     * change. The map is empty if the reason has no text.
     */
    public Map<Field, String> missingPermissionTexts(ActionAvailability actionAvailability) {
        if (actionAvailability instanceof ActionAvailability.NotGranted(Permission permission)) {
            return permission == Permission.SERVER_CREATE
                    ? Map.of(Field.NAME, messages.text("launch.wrong.name.not-granted"))
                    : Map.of(Field.SOURCE, messages.text("launch.wrong.source.not-granted", permission.code()));
        }
        return UnavailabilityReasons.reason(ServerAction.CREATE, actionAvailability)
                .map(messages::text)
                .map(reason -> Map.of(Field.NAME, reason))
                .orElse(Map.of());
    }

    /**
     * Returns the placeholder of a selection field, which also shows whether the options are being loaded or could not
     * be loaded.
     *
     * @param loadedOptions null while the options are being loaded
     * @param emptyKey message key if there are no options
     * @param placeholderKey message key if there are options
     */
    String placeholder(@Nullable LoadedOptions loadedOptions, String emptyKey, String placeholderKey) {
        if (loadedOptions == null) {
            return messages.text("servers.order.loading");
        }
        if (loadedOptions.problem() != null) {
            return messages.text("launch.untold");
        }
        return messages.text(loadedOptions.choices().isEmpty() ? emptyKey : placeholderKey);
    }

    public String flavor(AvailableFlavor flavor, int servers) {
        String disk = flavor.diskGib() == 0 ? "" : " · " + gib((long) servers * flavor.diskGib());
        return messages.text("launch.vcpus", servers * flavor.vcpus()) + " · " + mib((long) servers * flavor.ramMib())
                + disk;
    }

    /** Returns a text about the disk size that an image requires; empty for other sources. */
    String requirements(SelectableResource source) {
        return source instanceof AvailableImage image
                ? messages.text("launch.needs", gib(FlavorFit.neededDiskGib(image)))
                : "";
    }

    String mib(long mib) {
        return MemorySizeFormatter.amount(mib, messages.locale()) + " " + MemorySizeFormatter.unit(mib);
    }

    String gib(long gib) {
        return mib(gib * 1024);
    }
}
