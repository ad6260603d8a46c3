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

/** Says what the launch page has to say in one language. */
final class LaunchWords {

    /** Of a row of names so many are said, and the last. */
    private static final int NAMES_SAID = 3;

    private final Words words;
    private final QuotaWords quotas;

    LaunchWords(Words words) {
        this.words = words;
        this.quotas = new QuotaWords(words);
    }

    /** What is wrong with a field, and the way out. */
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

    /** Why a flavor cannot be had, in one line. */
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

    /** The same, and what is to be known of one that fits. */
    String remarks(FlavorFit fit, LaunchDraft draft) {
        String misfits = misfits(fit, draft);
        return fit.doubtful() ? (misfits + " " + words.say("launch.flavor.diskless")).strip() : misfits;
    }

    /**
     * The names that the servers will have, where those are not the one that was given; and which of them others have
     * already, which clouds do not mind and people do.
     *
     * @param taken names that servers of the project have
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

    /** Why there may be no such server, at the field that can be changed. */
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
     * What is said where there is nothing to choose from, or nothing was chosen yet.
     *
     * @param offer null while it is being asked for
     * @param none key of what is said where there is none
     * @param some the same where there are some
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

    /** What is to be known of an image before it is chosen; empty where nothing is. */
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
