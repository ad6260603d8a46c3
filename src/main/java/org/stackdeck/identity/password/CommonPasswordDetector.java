package org.stackdeck.identity.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Detects common passwords: listed passwords, and those that consist of one or two listed words apart from digits and
 * symbols, including those with substituted characters ({@code P@ssw0rd2026!}). The lists are local, so that no
 * password leaves Stackdeck.
 */
class CommonPasswordDetector {

    private static final Set<String> PASSWORDS = read("common-passwords.txt");
    private static final Pattern WORDS = Pattern.compile(
            read("common-words.txt").stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", "){1,2}")));

    private CommonPasswordDetector() {}

    static boolean contains(String lower) {
        if (PASSWORDS.contains(lower)) {
            return true;
        }
        return consistsOfCommonWords(lower) || consistsOfCommonWords(undoSubstitutions(lower));
    }

    private static boolean consistsOfCommonWords(String text) {
        return WORDS.matcher(text.replaceAll("[^\\p{IsAlphabetic}]", "")).matches();
    }

    private static String undoSubstitutions(String lower) {
        return lower.replaceAll("[\\d!@$]*$", "")
                .replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('0', 'o')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't');
    }

    private static Set<String> read(String name) {
        try (InputStream in = CommonPasswordDetector.class.getResourceAsStream("/identity/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
