// SPDX-License-Identifier: Apache-2.0
#include "tests/properties/linear_program.h"

#include <glpk.h>

#include <memory>

namespace sucharit::testing {
namespace {

struct Delete {
  void operator()(glp_prob* problem) const { glp_delete_prob(problem); }
};

// Coefficients as GLPK takes them: counted from 1.
class Matrix {
 public:
  Matrix() : rows_(1), columns_(1), values_(1) {}

  void Add(int row, int column, double value) {
    rows_.push_back(row);
    columns_.push_back(column);
    values_.push_back(value);
  }

  void Load(glp_prob* problem) const {
    glp_load_matrix(problem, static_cast<int>(values_.size()) - 1, rows_.data(), columns_.data(),
                    values_.data());
  }

 private:
  std::vector<int> rows_;
  std::vector<int> columns_;
  std::vector<double> values_;
};

// Variables come behind the scale.
int ColumnOf(size_t variable) { return static_cast<int>(variable) + 2; }

}  // namespace

// Every known value is multiplied by a scale in column 1: that is 1, or whatever makes the divisor
// 1.
std::optional<double> LinearProgram::Solve(const Terms& objective, const Terms* divisor,
                                           bool largest) const {
  const std::unique_ptr<glp_prob, Delete> problem(glp_create_prob());
  glp_set_obj_dir(problem.get(), largest ? GLP_MAX : GLP_MIN);
  glp_add_cols(problem.get(), static_cast<int>(variables_) + 1);
  glp_add_rows(problem.get(), static_cast<int>(rows_.size()) + 1);
  for (int column = 1; column <= static_cast<int>(variables_) + 1; ++column) {
    glp_set_col_bnds(problem.get(), column, GLP_LO, 0, 0);
  }
  Matrix matrix;
  int row = 0;
  for (const Row& known : rows_) {
    ++row;
    glp_set_row_bnds(problem.get(), row, known.equal ? GLP_FX : GLP_UP, 0, 0);
    for (const auto& [variable, factor] : known.terms) matrix.Add(row, ColumnOf(variable), factor);
    if (known.value != 0) matrix.Add(row, 1, -known.value);
  }
  ++row;
  glp_set_row_bnds(problem.get(), row, GLP_FX, 1, 1);
  if (divisor == nullptr) {
    matrix.Add(row, 1, 1);
  } else {
    for (const auto& [variable, factor] : *divisor) matrix.Add(row, ColumnOf(variable), factor);
  }
  matrix.Load(problem.get());
  for (const auto& [variable, factor] : objective) {
    glp_set_obj_coef(problem.get(), ColumnOf(variable), factor);
  }
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.presolve = GLP_ON;
  if (glp_simplex(problem.get(), &options) != 0) return std::nullopt;
  if (glp_get_status(problem.get()) != GLP_OPT) return std::nullopt;
  return glp_get_obj_val(problem.get());
}

}  // namespace sucharit::testing
