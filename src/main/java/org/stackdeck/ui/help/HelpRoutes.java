package org.stackdeck.ui.help;

/** Paths of the help page. */
public final class HelpRoutes {

    public static final String PATH = "help";

    static final String DOCUMENT = "document";
    static final String SECTION = "section";
    static final String SEARCH = "q";

    private HelpRoutes() {}

    static String to(HelpDocumentSection section) {
        return to(section.document()) + "/" + section.anchor();
    }

    static String to(HelpDocument document) {
        return PATH + "/" + document.code();
    }
}
