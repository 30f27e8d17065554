package io.siyu.foundation.database;

/** Another process runs the database of this folder. */
final class FolderInUse extends DatabaseUnavailable {

    FolderInUse(String sentence, String action) {
        super(sentence, action);
    }
}
