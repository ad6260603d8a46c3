package org.stackdeck.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.inventory.search.SearchQuery;

/**
 * Contains the documents of the help page. The build includes the documents; this class reads them when the help page
 * is first opened.
 */
@Component
@Lazy
class HelpLibrary {

    private static final int MAX_RESULTS = 30;
    private static final int EXCERPT_BEFORE = 60;
    private static final int EXCERPT_LENGTH = 200;

    private final Map<HelpDocument, List<HelpDocumentSection>> sections = new EnumMap<>(HelpDocument.class);

    HelpLibrary() {
        for (HelpDocument document : HelpDocument.values()) {
            read(document).ifPresent(text -> sections.put(document, HelpMarkdown.sections(document, text)));
        }
    }

    private static Optional<String> read(HelpDocument document) {
        try (InputStream file = HelpLibrary.class.getResourceAsStream("/help/" + document.code() + ".md")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the first section of each document that the user can read. The title of this section is the title of the
     * document.
     */
    List<HelpDocumentSection> titles(Predicate<HelpDocument> readable) {
        return sections.entrySet().stream()
                .filter(entry -> readable.test(entry.getKey()))
                .map(entry -> entry.getValue().getFirst())
                .toList();
    }

    /**
     * Returns the sections of a document. The title of the first section is the title of the document. Returns an empty
     * list if the build does not contain the document.
     */
    List<HelpDocumentSection> sections(HelpDocument document) {
        return sections.getOrDefault(document, List.of());
    }

    /**
     * @param excerpt the text around the first occurrence of a search term, or the beginning of the section if only its
     * title contains search terms
     */
    record Found(HelpDocumentSection section, String excerpt) {}

    /**
     * Returns at most {@value #MAX_RESULTS} sections that contain all search terms. Sections whose titles contain all
     * terms are first.
     */
    List<Found> search(SearchQuery<?> terms, Predicate<HelpDocument> readable) {
        List<HelpDocumentSection> found = new ArrayList<>();
        sections.forEach((document, all) -> {
            if (readable.test(document)) {
                all.stream()
                        .filter(section -> terms.isContainedIn(section.text()))
                        .forEach(found::add);
            }
        });
        found.sort(Comparator.comparing(section -> !terms.isContainedIn(section.title())));
        return found.stream()
                .limit(MAX_RESULTS)
                .map(section -> new Found(section, excerpt(section, terms)))
                .toList();
    }

    private static String excerpt(HelpDocumentSection section, SearchQuery<?> terms) {
        String text = section.text().substring(section.title().length()).strip().replaceAll("\\s+", " ");
        String lower = text.toLowerCase(Locale.ROOT);
        int first = terms.words().stream()
                .mapToInt(lower::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(0);
        int start = first <= EXCERPT_BEFORE ? 0 : text.lastIndexOf(' ', first - EXCERPT_BEFORE) + 1;
        int end = Math.min(text.length(), start + EXCERPT_LENGTH);
        return (start > 0 ? "… " : "") + text.substring(start, end) + (end < text.length() ? " …" : "");
    }
}
