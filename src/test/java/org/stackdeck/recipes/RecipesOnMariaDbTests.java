package org.stackdeck.recipes;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class RecipesOnMariaDbTests extends RecipeTests {}
