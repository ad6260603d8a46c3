package org.stackdeck.ui.help;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stackdeck.ui.ViewLogic;

/** Splits Markdown documents into sections and prepares their texts for the help page. */
@ViewLogic
final class HelpMarkdown {

    private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.+?) *#*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
    private static final Pattern NOT_IN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N}_ -]");

    /** Matches inline code, images, links, and the beginning of HTML elements and comments. */
    private static final Pattern INLINE = Pattern.compile(
            "(?<code>(?<!`)(`+)(?!`).+?(?<!`)\\2(?!`))|!?\\[(?<text>[^\\]]*)\\]\\((?<target>[^)\\s]+)\\)|<(?=[A-Za-z/!?])",
            Pattern.DOTALL);

    private static final Pattern FORMATTING = Pattern.compile("[`*|]|^#+ |^-{3,}$|-{3,}", Pattern.MULTILINE);

    private HelpMarkdown() {}

    static List<HelpDocumentSection> sections(HelpDocument document, String markdown) {
        List<HelpDocumentSection> sections = new ArrayList<>();
        Map<String, Integer> anchors = new HashMap<>();
        Matcher heading = null;
        StringBuilder body = new StringBuilder();
        String fence = "";
        for (String line : markdown.lines().toList()) {
            fence = fenceAfter(line, fence);
            Matcher matcher = HEADING.matcher(line);
            if (fence.isEmpty() && matcher.matches()) {
                if (heading != null) {
                    sections.add(section(document, heading, body.toString().strip(), anchors));
                }
                heading = matcher;
                body.setLength(0);
            } else {
                body.append(line).append('\n');
            }
        }
        if (heading != null) {
            sections.add(section(document, heading, body.toString().strip(), anchors));
        }
        return List.copyOf(sections);
    }

    /**
     * Returns the fence of the code block that continues after the line; empty if the line is outside a code block or
     * ends one.
     */
    private static String fenceAfter(String line, String fence) {
        Matcher matcher = FENCE.matcher(line);
        if (!matcher.matches()) {
            return fence;
        }
        if (fence.isEmpty()) {
            return matcher.group(1);
        }
        return line.strip().startsWith(fence) ? "" : fence;
    }

    private static HelpDocumentSection section(
            HelpDocument document, Matcher heading, String body, Map<String, Integer> anchors) {
        String title = plain(heading.group(2));
        String anchor = NOT_IN_ANCHOR
                .matcher(title.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
        int earlier = anchors.merge(anchor, 1, Integer::sum) - 1;
        return new HelpDocumentSection(
                document,
                earlier == 0 ? anchor : anchor + "-" + earlier,
                heading.group(1).length(),
                title,
                body,
                title + "\n" + plain(body));
    }

    private static String plain(String markdown) {
        return FORMATTING
                .matcher(INLINE.matcher(markdown)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                found.group("text") == null ? found.group() : found.group("text"))))
                .replaceAll("")
                .replaceAll("[ \\t]+", " ")
                .strip();
    }

    /**
     * Returns the Markdown of a section for display. HTML is shown as text. Links to documents that the user can open
     * lead to the help page. Images and links to other files are replaced with their text. Links to websites and code
     * blocks are kept.
     *
     * @param linked returns whether the user can open a document
     */
    static String display(HelpDocumentSection section, Predicate<HelpDocument> linked) {
        StringBuilder displayed = new StringBuilder();
        StringBuilder text = new StringBuilder();
        String fence = "";
        boolean indentedCode = false;
        boolean afterBlank = true;
        for (String line : section.markdown().lines().toList()) {
            String before = fence;
            fence = fenceAfter(line, fence);
            indentedCode = line.startsWith("    ") && (indentedCode || afterBlank);
            afterBlank = line.isBlank();
            if (indentedCode || !before.isEmpty() || !fence.isEmpty()) {
                displayed.append(displayText(text, section.document(), linked));
                text.setLength(0);
                displayed.append(line).append('\n');
            } else {
                text.append(line).append('\n');
            }
        }
        return displayed.append(displayText(text, section.document(), linked)).toString();
    }

    private static String displayText(CharSequence text, HelpDocument document, Predicate<HelpDocument> linked) {
        return INLINE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(displayInline(found, document, linked)));
    }

    private static String displayInline(MatchResult found, HelpDocument document, Predicate<HelpDocument> linked) {
        if (found.group("code") != null) {
            return found.group();
        }
        if (found.group("text") == null) {
            return "&lt;";
        }
        String text = displayText(found.group("text"), document, linked);
        return found.group().startsWith("!")
                ? text
                : target(found.group("target"), document, linked)
                        .map(target -> "[" + text + "](" + target + ")")
                        .orElse(text);
    }

    private static Optional<String> target(String target, HelpDocument document, Predicate<HelpDocument> linked) {
        if (target.startsWith("https://") || target.startsWith("http://")) {
            return Optional.of(target);
        }
        int cut = target.indexOf('#');
        String file = cut < 0 ? target : target.substring(0, cut);
        String anchor = cut < 0 ? "" : "/" + target.substring(cut + 1);
        return (file.isEmpty() ? Optional.of(document) : HelpDocument.of(file.replaceFirst("\\.md\\z", "")))
                .filter(linked)
                .map(other -> HelpRoutes.to(other) + anchor);
    }
}
