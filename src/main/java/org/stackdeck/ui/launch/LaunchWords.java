package org.stackdeck.ui.launch;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;
import org.stackdeck.operations.Answer;
import org.stackdeck.ui.component.Sizes;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.launch.FlavorFit.Misfit;
import org.stackdeck.ui.launch.LaunchOffers.Offer;
import org.stackdeck.ui.projects.QuotaWords;
import org.stackdeck.ui.servers.WhyNot;

/** Localized messages of the launch page. */
final class LaunchWords {

    /** Number of names listed before the last one. */
    private static final int NAMES_SAID = 3;

    private final Words words;
    private final QuotaWords quotas;

    LaunchWords(Words words) {
        this.words = words;
        this.quotas = new QuotaWords(words);
    }

    /** Returns what is wrong with a field and how to fix it. */
    String wrong(Field field, Why why) {
        String reason = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return words.find("launch.wrong." + field.word() + "." + reason)
                .orElseGet(() -> words.say("launch.wrong." + reason));
    }

    Map<Field, String> wrong(Map<Field, Why> problems) {
        Map<Field, String> said = new EnumMap<>(Field.class);
        problems.forEach((field, why) -> said.put(field, wrong(field, why)));
        return said;
    }

    /** Returns in one line why a flavor cannot be selected. */
    String misfits(FlavorFit fit, LaunchDraft draft) {
        String source = draft.source() == null ? "" : draft.source().name();
        return fit.misfits().stream()
                .map(misfit -> switch (misfit) {
                    case Misfit.Disk disk -> words.say("launch.flavor.disk", source, gib(disk.neededGib()));
                    case Misfit.Memory memory -> words.say("launch.flavor.memory", source, mib(memory.neededMib()));
                    case Misfit.OverQuota over ->
                        words.say(
                                "launch.flavor.quota",
                                quotas.name(over.quota().resource()),
                                quotas.used(over.quota()),
                                quotas.amount(over.quota().resource(), over.added()));
                })
                .collect(Collectors.joining(" "));
    }

    /** Returns the misfits of a flavor and a hint for a flavor without a disk. */
    String remarks(FlavorFit fit, LaunchDraft draft) {
        String misfits = misfits(fit, draft);
        return fit.doubtful() ? (misfits + " " + words.say("launch.flavor.diskless")).strip() : misfits;
    }

    /**
     * Returns the names of the servers if they differ from the typed name, and a warning about names that exist
     * already: clouds allow duplicates, but they confuse users.
     *
     * @param taken names of existing servers in the project
     */
    String names(String name, int servers, Set<String> taken) {
        if (name.isBlank()) {
            return "";
        }
        List<String> all = servers == 1
                ? List.of(name.strip())
                : IntStream.rangeClosed(1, servers)
                        .mapToObj(number -> name.strip() + "-" + number)
                        .toList();
        String row = servers <= NAMES_SAID + 1
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, NAMES_SAID)) + ", … " + all.getLast();
        String becomes = servers == 1 ? "" : words.say("launch.names", row);
        List<String> again =
                all.stream().filter(taken::contains).limit(NAMES_SAID).toList();
        return again.isEmpty()
                ? becomes
                : (becomes + " " + words.say("launch.names.taken", String.join(", ", again))).strip();
    }

    /** Returns why the user may not create such a server, by the field that they can change. */
    Map<Field, String> forbidden(Answer answer) {
        if (answer instanceof Answer.NotGranted(Permission permission)) {
            return permission == Permission.SERVER_CREATE
                    ? Map.of(Field.NAME, words.say("launch.wrong.name.not-granted"))
                    : Map.of(Field.SOURCE, words.say("launch.wrong.source.not-granted", permission.word()));
        }
        return WhyNot.of(ServerAction.CREATE, answer)
                .map(words::say)
                .map(why -> Map.of(Field.NAME, why))
                .orElse(Map.of());
    }

    /**
     * Returns the placeholder of a selection field.
     *
     * @param offer null while loading
     * @param none message key if there are no options
     * @param some message key if there are options
     */
    String absence(@Nullable Offer offer, String none, String some) {
        if (offer == null) {
            return words.say("servers.order.loading");
        }
        if (offer.problem() != null) {
            return words.say("launch.untold");
        }
        return words.say(offer.choices().isEmpty() ? none : some);
    }

    String flavor(OfferedFlavor flavor, int servers) {
        String disk = flavor.diskGib() == 0 ? "" : " · " + gib((long) servers * flavor.diskGib());
        return words.say("launch.vcpus", servers * flavor.vcpus()) + " · " + mib((long) servers * flavor.ramMib())
                + disk;
    }

    /** Returns the requirements of an image; may be empty. */
    String needs(Choice source) {
        return source instanceof OfferedImage image
                ? words.say("launch.needs", gib(FlavorFit.neededDiskGib(image)))
                : "";
    }

    String mib(long mib) {
        return Sizes.amount(mib, words.locale()) + " " + Sizes.unit(mib);
    }

    String gib(long gib) {
        return mib(gib * 1024);
    }
}
